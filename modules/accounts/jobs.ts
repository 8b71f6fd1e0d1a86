import { Type } from 'typebox';
import { sqlQuery } from '#platform/db/query.ts';
import { defineJob, type Job } from '#platform/jobs/jobs.ts';

const NoInput = Type.Object({}, { additionalProperties: false });

export const jobs: readonly Job[] = [
  defineJob({
    name: 'accounts.sweep',
    input: NoInput,
    cron: '17 * * * *',
    run: async (context) => {
      await context.write((tx) => tx.run(sqlQuery('select sweep_access() as ended')));
    },
  }),
  defineJob({
    name: 'accounts.rotate_token_key',
    input: NoInput,
    // A key signs for a month; the one before it verifies until its last token has run out.
    cron: '40 4 1 * *',
    run: (context) => context.kernel.tokens.rotate(),
  }),
];
