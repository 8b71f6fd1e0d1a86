import type { Statement } from '#platform/db/query.ts';

/** Work for later; leaves with the transaction that causes it. */
export type JobRequest = {
  /** A job that a module declares. */
  readonly name: string;
  /** Ids only, never contents: what `input` of the job describes. The tenant is added. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** At most one waiting job of this name, in this tenant, with this key. */
  readonly key?: string;
  readonly startAfter?: Date;
  /** The user for whom it runs, whose rights are looked at again then. Absent: the system's own work. */
  readonly onBehalfOf?: number | null;
};

// The queue's settings are copied into the job, as pg-boss does it. A name without a queue breaks the foreign key at commit.
const insert = `insert into pgboss.job_common (name, data, singleton_key, upsert_by_key, start_after, keep_until, policy,
    retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, dead_letter)
  select e.name, e.data, e.key, case when e.key is null then null else true end, e.start_after,
    e.start_after + coalesce(q.retention_seconds, 1209600) * interval '1 second', coalesce(q.policy, 'standard'),
    coalesce(q.retry_limit, 2), coalesce(q.retry_delay, 0), coalesce(q.retry_backoff, false), q.retry_delay_max,
    coalesce(q.expire_seconds, 900), coalesce(q.deletion_seconds, 604800), q.dead_letter
  from (
    select r.name, r.data, r.key, coalesce(r.start_after, now()) as start_after
    from jsonb_to_recordset($1::jsonb) as r (name text, data jsonb, key text, start_after timestamptz)
  ) e left join pgboss.queue q on q.name = e.name
  on conflict do nothing`;

/** One statement that enqueues all jobs of a transaction. */
export const jobStatement = (tenantId: number, jobs: readonly JobRequest[]): Statement =>
  jobsStatement(jobs.map((job) => ({ tenantId, job })));

/** The same for jobs of many tenants; only the system role may put them in. */
export const jobsStatement = (
  requests: readonly { readonly tenantId: number; readonly job: JobRequest }[],
): Statement => ({
  text: insert,
  values: [JSON.stringify(requests.map(({ tenantId, job }) => toRecord(tenantId, job)))],
});

const toRecord = (tenantId: number, job: JobRequest) => ({
  name: job.name,
  data: { ...job.data, tenantId, onBehalfOf: job.onBehalfOf ?? null },
  key: job.key === undefined ? null : `${tenantId}:${job.key}`,
  start_after: job.startAfter ?? null,
});
