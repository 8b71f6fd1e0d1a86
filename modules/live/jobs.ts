import Type from 'typebox';
import { purgeOutbox } from '#platform/events/purge.ts';
import { defineJob, type Job } from '#platform/jobs/jobs.ts';

/** A stream that comes back later than this is told to read anew. */
const KEPT_SECONDS = 2 * 3600;

export const jobs: readonly Job[] = [
  defineJob({
    name: 'live.purge',
    input: Type.Object({}),
    cron: '*/10 * * * *',
    run: async ({ kernel, log }) => {
      const purged = await purgeOutbox(kernel.database.system, KEPT_SECONDS);
      if (purged > 0) log.info({ purged }, 'Old events were removed');
    },
  }),
];
