import { type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import { PROVIDER_CODE, PROVIDER_TENANT_ID, type Principal, type Role } from './principal.ts';

/** How long a way in lasts without being used, and at most; in seconds. API keys say themselves when they end. */
export const LIFETIMES = {
  session: { idle: 12 * 3600, absolute: 14 * 86_400 },
  token: { idle: 14 * 86_400, absolute: 60 * 86_400 },
} as const;

const columns = `a.tenant_id, a.id, a.kind, a.version, a.user_id, a.home_tenant_id, a.home_role, a.home_name, a.role,
  coalesce(a.session_id, a.id) as session_id, a.scopes, a.locale, m.login, m.name, t.code, t.name as tenant_name, t.time_zone`;
const source = `from acting a
  join tenant t on t.id = a.tenant_id
  join tenant_member m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
where a.tenant_id = $1::int and a.expires_at > now() and a.idle_expires_at > now() and t.status = 'active'
  and m.status = 'active'`;

/** The alive way in with this secret. */
export const findBySecret = (tenantId: number, kind: 'session' | 'api_key', secretHash: Buffer) =>
  principalOf(`select ${columns} ${source} and a.kind = $2 and a.secret_hash = $3::bytea`, [
    tenantId,
    kind,
    secretHash,
  ]);

/** The alive way in that a token names, when it is a token's. */
export const findByToken = (tenantId: number, actingId: number) =>
  principalOf(`select ${columns} ${source} and a.kind = 'token' and a.id = $2::bigint`, [tenantId, actingId]);

/**
 * Puts off the idle end of a way in, at most once a minute. An API key only remembers its last use,
 * and its first one at once.
 */
export const touchActing = (tenantId: number, actingId: number): Query<number> =>
  sqlRun(
    `update acting set last_seen_at = now(), idle_expires_at = case kind
       when 'session' then least(expires_at, now() + interval '${LIFETIMES.session.idle} seconds')
       when 'token' then least(expires_at, now() + interval '${LIFETIMES.token.idle} seconds')
       else idle_expires_at end
     where tenant_id = $1::int and id = $2::bigint
       and (last_seen_at < now() - interval '50 seconds' or kind = 'api_key' and last_seen_at = created_at)`,
    [tenantId, actingId],
  );

type ActingRow = {
  readonly tenant_id: number;
  readonly id: number;
  readonly kind: 'session' | 'token' | 'api_key';
  readonly version: number;
  readonly user_id: number;
  readonly home_tenant_id: number;
  readonly home_role: Role;
  readonly home_name: string;
  readonly role: Role;
  readonly session_id: number;
  readonly scopes: readonly string[] | null;
  readonly locale: 'ko' | 'en';
  readonly login: string;
  readonly name: string;
  readonly code: string;
  readonly tenant_name: string;
  readonly time_zone: string;
};

const principalOf = (text: string, values: readonly unknown[]): Query<Principal | null> => {
  const query = sqlQuery<ActingRow>(text, values);
  return {
    statements: query.statements,
    answer: (results) => {
      const [row] = query.answer(results);
      return row === undefined ? null : toPrincipal(row);
    },
  };
};

const toPrincipal = (row: ActingRow): Principal => ({
  kind: row.kind,
  actingId: row.id,
  version: row.version,
  userId: row.user_id,
  login: row.login,
  name: row.name,
  locale: row.locale,
  home: homeOf(row),
  homeRole: row.home_role,
  tenant: { id: row.tenant_id, code: row.code, name: row.tenant_name, timeZone: row.time_zone },
  role: row.role,
  sessionId: row.kind === 'api_key' ? null : row.session_id,
  // An API key without scopes may do nothing; null would mean that the role alone decides.
  scopes: row.kind === 'api_key' ? (row.scopes ?? []) : null,
});

/** Who acts outside their own tenant comes from the provider: nobody else can. */
const homeOf = (row: ActingRow): Principal['home'] =>
  row.home_tenant_id === row.tenant_id
    ? { id: row.tenant_id, code: row.code, name: row.tenant_name }
    : { id: PROVIDER_TENANT_ID, code: PROVIDER_CODE, name: row.home_name };
