import Type from 'typebox';
import type { Pool } from '#platform/db/pool.ts';
import { jobsStatement } from '#platform/jobs/enqueue.ts';
import { defineJob, type Job } from '#platform/jobs/jobs.ts';
import type { Logger } from '#platform/log/log.ts';
import { createLease } from './lease.ts';
import type { Listener } from './listener.ts';
import { type Loop, startLoop } from './loop.ts';
import { type OutboxRow, readTail } from './tail.ts';

const PAGE = 500;

const EventInput = Type.Object({
  id: Type.Integer(),
  topic: Type.String(),
  subjectType: Type.String(),
  subjectId: Type.Integer(),
  version: Type.Integer(),
  change: Type.String(),
  audience: Type.Union([Type.String(), Type.Null()]),
});

/** The job that runs a listener. */
export const listenerJob = (listener: Listener): Job =>
  defineJob({
    name: jobName(listener),
    input: EventInput,
    concurrency: 2,
    pollSeconds: 1,
    run: (context, input) => {
      const { subjectType, subjectId, ...event } = input;
      return listener.run(context, {
        ...event,
        tenantId: context.tenantId,
        subject: { type: subjectType, id: subjectId },
      });
    },
  });

const jobName = ({ name }: Listener): string => `listen.${name}`;

/**
 * Makes a job of each event for each listener of its topic. The position moves in the transaction that puts the jobs in, so
 * each event becomes its jobs exactly once; the jobs run at least once. One node at a time does this, by lease.
 */
export const startDispatcher = (pool: Pool, listeners: readonly Listener[], log: Logger, idle = 250): Loop => {
  const lease = createLease(pool, 'events.dispatch');
  const pass = async (): Promise<boolean> => {
    const position = await lease.hold();
    if (position === null) return false;
    const page = await readTail(pool, position, PAGE);
    if (page.rows.length === 0) return false;
    const jobs = page.rows.flatMap((row) => jobsFor(row, listeners));
    await lease.advance(page.next, jobs.length === 0 ? [] : [jobsStatement(jobs)]);
    return page.full;
  };
  const loop = startLoop({ name: 'events.dispatch', log, idle, pass });
  return {
    nudge: loop.nudge,
    stop: async () => {
      await loop.stop();
      await lease.release().catch(() => undefined);
    },
  };
};

const jobsFor = (row: OutboxRow, listeners: readonly Listener[]) =>
  listeners
    .filter(({ topics }) => topics.includes(row.topic))
    .map((listener) => ({
      tenantId: row.tenant_id,
      job: {
        name: jobName(listener),
        data: {
          id: row.id,
          topic: row.topic,
          subjectType: row.subject_type,
          subjectId: row.subject_id,
          version: row.version,
          change: row.change,
          audience: row.audience,
        },
      },
    }));
