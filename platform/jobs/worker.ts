import { PgBoss } from 'pg-boss';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { settle, withConnection } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Job } from './jobs.ts';
import { performer } from './perform.ts';
import { ensureQueues } from './queues.ts';

/** The part of a process that does background work. */
export type Worker = {
  /** Takes no new jobs, finishes those that run, and gives up the rest after `patience` milliseconds: they run again elsewhere. */
  stop(patience?: number): Promise<void>;
};

const TIME_ZONE = 'Asia/Seoul';

/** Runs the jobs of all modules. pg-boss works as the system role and never changes its schema: migrations do. */
export const startWorker = async (kernel: Kernel, jobs: readonly Job[]): Promise<Worker> => {
  const log = kernel.log.child({ part: 'jobs' });
  await ensureQueues(kernel.database.system, jobs);
  const boss = new PgBoss({
    db: throughPool(kernel.database.system),
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    // Both would need the owner of the tables.
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
  });
  boss.on('error', (error) => log.warn({ err: asError(error) }, 'The job queue cannot work at the moment'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'The job queue warns'));
  await boss.start();
  await keepSchedules(boss, jobs);
  for (const job of jobs) await work(kernel, boss, job);
  return {
    stop: (patience = 30_000) => boss.stop({ graceful: true, timeout: Math.max(1000, patience), close: false }),
  };
};

const work = (kernel: Kernel, boss: PgBoss, job: Job): Promise<string> => {
  const perform = performer(kernel, job);
  const options = {
    includeMetadata: true,
    batchSize: 1,
    pollingIntervalSeconds: job.pollSeconds ?? 2,
    localConcurrency: job.concurrency ?? 1,
  } as const;
  return boss.work(job.name, options, async (attempts) => {
    for (const { id, data, signal, retryCount, retryLimit } of attempts) {
      await perform({ id, data, signal, attempt: retryCount + 1, isLast: retryCount >= retryLimit });
    }
  });
};

/** Schedules what is declared and takes away what is not declared any more. */
const keepSchedules = async (boss: PgBoss, jobs: readonly Job[]): Promise<void> => {
  const timed = jobs.filter((job) => job.cron !== undefined);
  for (const job of timed) {
    await boss.schedule(job.name, job.cron ?? '', { tenantId: PROVIDER_TENANT_ID }, { tz: TIME_ZONE });
  }
  const known = new Set(timed.map((job) => job.name));
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
};

type BossDatabase = NonNullable<ConstructorParameters<typeof PgBoss>[0]['db']>;

/** pg-boss on our pool: one connection for each of its statements. */
const throughPool = (pool: Pool): BossDatabase => ({
  executeSql: (text, values) =>
    withConnection(
      pool,
      async (connection) => {
        const result = await connection.client.query(text, values);
        settle(pool, connection);
        return result;
      },
      () => false,
    ),
});

/** The queue tells of an error as a plain object with its message. */
const asError = (told: unknown): Error => {
  if (told instanceof Error) return told;
  const { message, code } = (told ?? {}) as { message?: unknown; code?: unknown };
  return Object.assign(new Error(String(message ?? 'unknown')), { code });
};
