import type { Static, TSchema } from 'typebox';
import type { Principal } from '#platform/access/principal.ts';
import type { Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Logger } from '#platform/log/log.ts';

/** What a job gets: one tenant, and reads and writes that stay inside it. */
export type JobContext = {
  readonly kernel: Kernel;
  readonly tenantId: number;
  /** For whom it runs, as they are now; null for the system's own work. Each read and write proves them again. */
  readonly principal: Principal | null;
  readonly log: Logger;
  /** Aborted when the time of the attempt is up, or the process stops and patience ends. */
  readonly signal: AbortSignal;
  read<T>(query: Query<T>): Promise<T>;
  /** One transaction in the job's tenant; its audit rows have the channel `job`. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

/**
 * Background work as data. It runs at least once and may run twice, so `run` is idempotent. A job with `cron` runs in the
 * provider's tenant by the clock of Asia/Seoul, with an empty input.
 */
export type Job = {
  /** `module.what`, stable: it names the queue. */
  readonly name: string;
  readonly input: TSchema;
  readonly cron?: string;
  /** Attempts after the first one, with growing pauses; 5 unless said otherwise. Then it is put with the dead letters. */
  readonly retries?: number;
  /** Seconds until an attempt counts as failed; 900 unless said otherwise. */
  readonly expireSeconds?: number;
  /** How many of them this process runs at once; 1 unless said otherwise. */
  readonly concurrency?: number;
  /** Seconds between two looks for work; 2 unless said otherwise. */
  readonly pollSeconds?: number;
  run(context: JobContext, input: unknown): Promise<void>;
};

type Defined<S extends TSchema> = Omit<Job, 'input' | 'run'> & {
  readonly input: S;
  readonly run: (context: JobContext, input: Static<S>) => Promise<void>;
};

/** Checks that `run` takes what `input` describes. */
export const defineJob = <S extends TSchema>(job: Defined<S>): Job => job as Job;
