import type { Role } from '#platform/access/principal.ts';
import { compiler } from '#platform/db/kysely.ts';
import { maybe, type Query } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

export type MemberRow = {
  readonly user_id: number;
  readonly login: string;
  readonly name: string;
  readonly home_tenant_id: number;
  readonly home_role: Role;
  readonly role: Role;
  readonly kind: 'own' | 'staff' | 'super';
  readonly status: 'active' | 'disabled';
};

/** A person of the tenant acted in, own or staff, by id or login. */
export const findMember = (tenantId: number, user: string): Query<MemberRow | undefined> => {
  const query = db
    .selectFrom('tenant_member')
    .where('tenant_id', '=', tenantId)
    .select(['user_id', 'login', 'name', 'home_tenant_id', 'home_role', 'role', 'kind', 'status'])
    .orderBy('user_id')
    .limit(1);
  return /^[1-9]\d{0,14}$/.test(user)
    ? maybe(query.where('user_id', '=', Number(user)))
    : maybe(query.where('login', '=', user.toLowerCase()));
};
