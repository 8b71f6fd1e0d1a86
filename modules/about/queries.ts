import { mapQuery, onlyRow, type Query, sqlQuery } from '#platform/db/query.ts';

export type Facts = {
  readonly version: string;
  readonly bytes: number;
  readonly tenants: number;
  readonly sealed_at: string | null;
  readonly checkpoint_at: string | null;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  readonly archiving: boolean;
  readonly archived_at: string | null;
  readonly archive_failed_at: string | null;
};

// The newest seal of each tenant by its key: a maximum over all seals would read them all.
const FACTS = `select current_setting('server_version') as version, pg_database_size(current_database())::bigint as bytes,
  (select count(*) from tenant)::int as tenants,
  (select max(s.sealed_at) from tenant t cross join lateral
    (select sealed_at from audit_seal where tenant_id = t.id order by seq desc limit 1) s) as sealed_at,
  (select max(c.made_at) from tenant t cross join lateral
    (select made_at from audit_checkpoint where tenant_id = t.id order by number desc limit 1) c) as checkpoint_at,
  current_setting('archive_mode') <> 'off' as archiving,
  (select last_archived_time::timestamptz(3) from pg_stat_archiver) as archived_at,
  (select last_failed_time::timestamptz(3) from pg_stat_archiver) as archive_failed_at,
  count(*) filter (where j.state in ('created', 'retry') and j.start_after <= now())::int as waiting,
  count(*) filter (where j.state = 'active')::int as running,
  count(*) filter (where j.state = 'failed')::int as failed
from pgboss.job j`;

/** The installation as its database sees it; asked by the system's own role, which sees all tenants. */
export const findFacts: Query<Facts> = mapQuery(sqlQuery<Facts>(FACTS), onlyRow);

/** Nothing: what is asked is the proof that travels with it. */
export const proofAlone: Query<null> = mapQuery(sqlQuery('select 1 as one'), () => null);
