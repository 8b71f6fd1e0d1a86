import type { Role } from '#platform/access/principal.ts';
import { compiler } from '#platform/db/kysely.ts';
import { mapQuery, onlyRow, type Query, run, sqlQuery } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

/** Ends one way into the tenant acted in. */
export const endActing = (tenantId: number, id: number): Query<number> =>
  run(db.deleteFrom('acting').where('tenant_id', '=', tenantId).where('id', '=', id));

export type ActingTenantRow = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly role: Role;
};

/** The tenants that the person with this way in may act in, by code; `q` is found anywhere in code or name. */
export const listActingTenants = (actingId: number, q: string | undefined, limit: number): Query<ActingTenantRow[]> =>
  sqlQuery<ActingTenantRow>('select id, code, name, role from list_acting_tenants($1::bigint, $2, $3::int)', [
    actingId,
    q === undefined || q === '' ? null : q,
    limit,
  ]);

export type SessionRow = {
  readonly id: number;
  readonly acting_id: number;
  readonly kind: 'session' | 'token';
  readonly tenant_id: number;
  readonly tenant_code: string;
  readonly tenant_name: string;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly client: string | null;
  readonly address: string | null;
};

/** The sessions and tokens of the person with this way in, wherever they act; last used first. */
export const listOwnSessions = (actingId: number): Query<SessionRow[]> =>
  sqlQuery<SessionRow>(
    `select id, acting_id, kind, tenant_id, tenant_code, tenant_name, created_at, last_seen_at, expires_at, client, address
     from list_own_sessions($1::bigint)`,
    [actingId],
  );

/** Ends one of them. Answers how many ways in that were. */
export const endOwnSession = (actingId: number, sessionId: number): Query<number> =>
  mapQuery(
    sqlQuery<{ ended: number }>('select end_own_session($1::bigint, $2::bigint) as ended', [actingId, sessionId]),
    (rows) => onlyRow(rows).ended,
  );
