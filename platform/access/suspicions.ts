import type { Actor } from '#platform/audit/entry.ts';
import { mapQuery, onlyRow, type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import { checkWords } from './subject-source.ts';

/** A refusal whose id its tenant does not have. Read by the system role, over all tenants. */
export type Suspicion = {
  readonly tenant_id: number;
  readonly id: number;
  readonly actor_id: number;
  readonly actor_login: string;
  readonly actor_tenant: string;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: number;
  readonly channel: Actor['channel'];
  readonly address: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly request_id: string | null;
};

/** Those not yet judged, oldest first within their tenant; what another process judges is left to it. */
export const listOpen = (limit: number): Query<Suspicion[]> =>
  sqlQuery<Suspicion>(
    `select tenant_id, id, actor_id, actor_login, actor_tenant, action, subject_type, subject_id, channel, address, method,
       path, request_id
     from access_suspicion where judged_at is null order by tenant_id, id limit $1::int for update skip locked`,
    [limit],
  );

export type OwnedThing = { readonly tenant_id: number; readonly id: number };

/** Whose these ids are, in a table that a module has named. */
export const findOwners = (table: string, ids: readonly number[]): Query<OwnedThing[]> => {
  checkWords(table);
  return sqlQuery<OwnedThing>(`select tenant_id, id from ${table} where id = any($1::bigint[])`, [ids]);
};

export type ActorAndOwner = { readonly actor_id: number; readonly owner: number };

/**
 * Those of these people who could go into the tenant that they are paired with, as things stand: provider staff assigned to
 * it, and administrators of the provider. What belongs to the provider itself is for the latter alone.
 */
export const findAdmitted = (pairs: readonly ActorAndOwner[]): Query<ActorAndOwner[]> =>
  sqlQuery<ActorAndOwner>(
    `select distinct asked.actor_id, asked.owner from unnest($1::bigint[], $2::int[]) as asked(actor_id, owner)
     join tenant t on t.id = asked.owner and t.status = 'active'
     where exists (
       select from tenant_member m where m.user_id = asked.actor_id and m.home_tenant_id = 1 and m.status = 'active'
         and (m.tenant_id = asked.owner and asked.owner <> 1 or m.tenant_id = 1 and m.role = 'ADMIN'))`,
    [pairs.map(({ actor_id }) => actor_id), pairs.map(({ owner }) => owner)],
  );

export type Attempts = { readonly count: number; readonly owners: readonly number[] };

/** What somebody has tried on other tenants' things in the last ten minutes, as judged so far. */
export const countForeign = (tenantId: number, actorId: number): Query<Attempts> =>
  mapQuery(
    sqlQuery<{ count: number; owners: number[] | null }>(
      `select count(*) as count, array_agg(distinct owner_tenant_id) as owners from access_suspicion
       where tenant_id = $1::int and actor_id = $2::bigint and owner_tenant_id is not null and at > now() - interval '10 minutes'`,
      [tenantId, actorId],
    ),
    (rows) => {
      const { count, owners } = onlyRow(rows);
      return { count, owners: owners ?? [] };
    },
  );

/** Marks them judged, with the owner where there was a foreign one. */
export const settle = (judged: readonly Suspicion[], owners: ReadonlyMap<number, number>): Query<number> =>
  sqlRun(
    `update access_suspicion s set judged_at = now(), owner_tenant_id = j.owner
     from unnest($1::int[], $2::bigint[], $3::int[]) as j(tenant_id, id, owner)
     where s.tenant_id = j.tenant_id and s.id = j.id`,
    [
      judged.map(({ tenant_id }) => tenant_id),
      judged.map(({ id }) => id),
      judged.map(({ id }) => owners.get(id) ?? null),
    ],
  );

/** What was judged long ago counts for no alert any more; the audit keeps it. */
export const purgeJudged = (): Query<number> =>
  sqlRun(`delete from access_suspicion where judged_at < now() - interval '1 day'`);
