import { type Query, type Statement, sqlQuery } from '#platform/db/query.ts';
import type { Principal } from './principal.ts';

/**
 * Reads only the acting row and its tenant's status. `access_ended()` raises MD401, so what follows in the batch never
 * runs for a principal that is no longer alive; coalesce calls it only when there is no row.
 */
const PROOF = `select coalesce((
  select 1 from acting a join tenant t on t.id = a.tenant_id
  where a.tenant_id = $1::int and a.id = $2::bigint and a.version = $3::int
    and a.expires_at > now() and a.idle_expires_at > now() and t.status = 'active'
), access_ended()) as alive`;

/** The statement that proves a principal inside each batch. Null for the system's own work, which nobody presented. */
export const proofOf = (principal: Principal): Statement | null =>
  principal.kind === 'system'
    ? null
    : {
        text: PROOF,
        values: [String(principal.tenant.id), String(principal.actingId), String(principal.version)],
      };

/** The tenant that a principal acts in, with its proof: what readOnce and tenantTx are given. */
export const contextOf = (principal: Principal): { readonly tenantId: number; readonly proof: Statement | null } => ({
  tenantId: principal.tenant.id,
  proof: proofOf(principal),
});

/**
 * The ways in of one tenant that are still alive, by id, with their versions: the proof of many principals at once, for
 * live streams. A stream goes on only while its own is here at the version it was opened with.
 */
export const aliveAmong = (tenantId: number, actingIds: readonly number[]): Query<Map<number, number>> => {
  const query = sqlQuery<{ id: number; version: number }>(
    `select a.id, a.version from acting a join tenant t on t.id = a.tenant_id
     where a.tenant_id = $1::int and a.id = any($2::bigint[])
       and a.expires_at > now() and a.idle_expires_at > now() and t.status = 'active'`,
    [tenantId, actingIds],
  );
  return {
    statements: query.statements,
    answer: (results) => new Map(query.answer(results).map((row) => [row.id, row.version])),
  };
};
