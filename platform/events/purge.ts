import { BEGIN, batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { sqlQuery } from '#platform/db/query.ts';

const PAGE = 5000;

// The oldest rows by order of commit; none that a listener has not had. What was purged last is remembered, so that a
// stream which stopped before it is told to read anew.
const purge = `with reached as (
    select from_snapshot from tail_position where name = 'events.dispatch'
  ), oldest as (
    select tenant_id, id, xid from outbox
    where pg_visible_in_snapshot(xid, coalesce((select from_snapshot from reached), pg_current_snapshot()))
      and created_at < now() - $1::int * interval '1 second'
    order by xid, id limit ${PAGE}
  ), gone as (
    delete from outbox o using oldest where o.tenant_id = oldest.tenant_id and o.id = oldest.id returning o.xid
  ), noted as (
    insert into tail_position as p (name, from_snapshot, after_xid, holder, held_until)
    select 'outbox.purged', '1:1:', xid, '', now() from gone order by xid desc limit 1
    on conflict (name) do update set after_xid = greatest(p.after_xid, excluded.after_xid)
    returning 1
  )
  select (select count(*) from gone)::int as purged, (select count(*) from noted)::int as noted`;

/** Removes rows of the outbox that are older than `keepSeconds`, page by page. `pool` is the system role's. */
export const purgeOutbox = async (pool: Pool, keepSeconds: number): Promise<number> => {
  const query = sqlQuery<{ purged: number }>(purge, [keepSeconds]);
  for (let total = 0; ; ) {
    const results = await batch(pool, [BEGIN, ...query.statements, COMMIT]);
    const purged = query.answer(results.slice(1, -1))[0]?.purged ?? 0;
    total += purged;
    if (purged < PAGE) return total;
  }
};
