import { BEGIN, batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Job } from './jobs.ts';

/** Where jobs end that failed too often; they are kept for people to look at. */
export const DEAD_LETTERS = 'jobs.dead';

const DAY = 86_400;

/**
 * Makes the queues of all declared jobs, and gives those that are there their present settings. Every process does so
 * before it serves: a job without a queue cannot be enqueued. `pool` is the system role's.
 */
export const ensureQueues = async (pool: Pool, jobs: readonly Job[]): Promise<void> => {
  const twin = jobs.find((job, at) => jobs.findIndex((other) => other.name === job.name) !== at);
  if (twin !== undefined) throw new Error(`Two jobs are named ${twin.name}.`);
  const rows = [
    { ...settingsOf({}), name: DEAD_LETTERS, retention_seconds: 90 * DAY, dead_letter: null },
    ...jobs.map(settingsOf),
  ];
  await batch(pool, [BEGIN, { text: upsert, values: [JSON.stringify(rows)] }, COMMIT]);
};

const settingsOf = (job: Partial<Job>) => ({
  name: job.name,
  retry_limit: job.retries ?? 5,
  retry_delay: 2,
  retry_delay_max: 600,
  expire_seconds: job.expireSeconds ?? 900,
  retention_seconds: 14 * DAY,
  deletion_seconds: 3 * DAY,
  dead_letter: DEAD_LETTERS,
});

const upsert = `insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
    expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name)
  select name, 'standard', retry_limit, retry_delay, true, retry_delay_max, expire_seconds, retention_seconds,
    deletion_seconds, dead_letter, false, 'job_common'
  from jsonb_to_recordset($1::jsonb) as j (name text, retry_limit int, retry_delay int, retry_delay_max int,
    expire_seconds int, retention_seconds int, deletion_seconds int, dead_letter text)
  on conflict (name) do update set retry_limit = excluded.retry_limit, retry_delay = excluded.retry_delay,
    retry_backoff = excluded.retry_backoff, retry_delay_max = excluded.retry_delay_max,
    expire_seconds = excluded.expire_seconds, retention_seconds = excluded.retention_seconds,
    deletion_seconds = excluded.deletion_seconds, dead_letter = excluded.dead_letter, updated_on = now()`;
