import type { Role } from '#platform/access/principal.ts';
import { compiler } from '#platform/db/kysely.ts';
import { all, many, mapQuery, onlyRow, type Query, sqlQuery } from '#platform/db/query.ts';
import type { UserWaysIn } from '../contract.ts';
import type { AccountTables } from '../tables.ts';
import { findOpenInvitation } from './invitation-queries.ts';
import { findUser } from './queries.ts';

const db = compiler<AccountTables>();

export type MemberRow = {
  readonly user_id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly kind: 'own' | 'staff' | 'super';
  readonly status: 'active' | 'disabled';
};
type MemberFilter = {
  readonly kind?: MemberRow['kind'] | undefined;
  readonly q?: string | undefined;
  readonly before: number | null;
  readonly limit: number;
};

/** Everybody known in a tenant, own users and staff, newest first; `q` is found anywhere in login or name. */
export const listMembers = (tenantId: number, { kind, q, before, limit }: MemberFilter): Query<MemberRow[]> => {
  let query = db
    .selectFrom('tenant_member')
    .where('tenant_id', '=', tenantId)
    .select(['user_id', 'login', 'name', 'role', 'kind', 'status'])
    .orderBy('user_id', 'desc')
    .limit(limit);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (before !== null) query = query.where('user_id', '<', before);
  if (q !== undefined && q !== '') {
    const part = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) => where.or([where('login', 'ilike', part), where('name', 'ilike', part)]));
  }
  return many(query);
};

type WaysInRow = {
  readonly sessions: number;
  readonly tokens: number;
  readonly api_keys: number;
  readonly assignments: number;
  readonly last_seen_at: string | null;
};

/** What would end with a user of the tenant acted in; undefined when there is no such user. */
export const findWaysIn = (tenantId: number, id: number): Query<UserWaysIn | undefined> =>
  mapQuery(
    all([
      findUser(tenantId, id),
      sqlQuery<WaysInRow>(
        'select sessions, tokens, api_keys, assignments, last_seen_at from count_ways_in($1::bigint)',
        [id],
      ),
      findOpenInvitation(tenantId, id),
    ]),
    ([user, rows, link]) => {
      const { sessions, tokens, api_keys: apiKeys, assignments, last_seen_at: lastSeenAt } = onlyRow(rows);
      const invitation = link === undefined ? null : { createdAt: link.created_at, expiresAt: link.expires_at };
      return user && { sessions, tokens, apiKeys, assignments, lastSeenAt, invitation };
    },
  );
