import type { JobContext } from '#platform/jobs/jobs.ts';
import type { OutboxEvent } from './events.ts';

/**
 * Reacts to committed changes, at least once per event and in no promised order: it reads the present state instead of
 * trusting the event. It runs as a job of the event's tenant, with a job's retries and dead letters.
 */
export type Listener = {
  /** `module.what`, stable: it names the queue. */
  readonly name: string;
  readonly topics: readonly string[];
  readonly run: (context: JobContext, event: OutboxEvent) => Promise<void>;
};
