import { compiler } from '#platform/db/kysely.ts';
import { many, mapQuery, maybe, type Query } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';
import { type UserRow, users } from './queries.ts';

const db = compiler<AccountTables>();

/** The first active administrator of a tenant; on demand one who is no demo account. */
export const findFirstAdministrator = (tenantId: number, which?: 'no demo account'): Query<UserRow | undefined> => {
  const query = users(tenantId)
    .where('m.role', '=', 'ADMIN')
    .where('a.status', '!=', 'disabled')
    .orderBy('a.id')
    .limit(1);
  return maybe(which === undefined ? query : query.where('a.demo', '=', false));
};

/** The demo accounts of a tenant that are not disabled. */
export const listDemoAccounts = (tenantId: number): Query<UserRow[]> =>
  many(users(tenantId).where('a.demo', '=', true).where('a.status', '!=', 'disabled').orderBy('a.id'));

export type TenantPlace = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly status: 'active' | 'suspended' | 'closed';
};

/** Any tenant, for the system role, which sees them all. */
export const findTenantByCode = (code: string): Query<TenantPlace | undefined> =>
  maybe(db.selectFrom('tenant').where('code', '=', code).select(['id', 'code', 'name', 'status']));

/** All of them, likewise. */
export const listTenantIds = (): Query<number[]> =>
  mapQuery(many(db.selectFrom('tenant').select('id').orderBy('id')), (rows) => rows.map(({ id }) => id));
