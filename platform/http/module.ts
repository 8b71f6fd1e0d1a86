import { Type } from 'typebox';
import { BEGIN, batch, COMMIT } from '#platform/db/batch.ts';
import { defineJob } from '#platform/jobs/jobs.ts';
import { defineModule } from '#platform/module.ts';

const FORGET = "delete from idempotency_key where created_at < now() - interval '24 hours'";

/** What the HTTP layer itself needs done in the background. */
export const http = defineModule({
  name: 'http',
  purpose: 'Keeps the answers of requests that carried an Idempotency-Key for a day.',
  jobs: [
    defineJob({
      name: 'http.forget_answers',
      input: Type.Object({}),
      cron: '23 * * * *',
      run: async ({ kernel }) => {
        await batch(kernel.database.system, [BEGIN, { text: FORGET, values: [] }, COMMIT]);
      },
    }),
  ],
});
