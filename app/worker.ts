import { startJudge } from '#platform/access/judge.ts';
import { anchorPath } from '#platform/audit/anchor.ts';
import { startSealer } from '#platform/audit/sealer.ts';
import { startDispatcher } from '#platform/events/dispatch.ts';
import { jobsOf } from '#platform/jobs/all-jobs.ts';
import { startWorker as startJobs } from '#platform/jobs/worker.ts';
import type { Kernel } from '#platform/kernel.ts';
import { createSecrets } from '#platform/secrets/secrets.ts';
import { signingKeys } from '#platform/secrets/signing-keys.ts';
import { masterKeyWrapping } from '#platform/secrets/wrapping.ts';

export type Worker = { stop(): Promise<void> };

/**
 * What goes on without a request: jobs, making jobs of events for those who listen, judging refusals, sealing the audit. N nodes may run it;
 * each part sees to it that nothing is done by two of them at once.
 */
export const startWorker = async (kernel: Kernel, masterKey: Buffer, dataPath: string): Promise<Worker> => {
  const { database, log, modules } = kernel;
  const secrets = createSecrets(database.system, masterKeyWrapping(masterKey));
  const keys = signingKeys(database.system, secrets, 'audit');
  const sealer = startSealer({ pool: database.system, keys, log, anchorPath: anchorPath(dataPath) });
  const listeners = modules.flatMap((module) => module.listens ?? []);
  const dispatcher = listeners.length === 0 ? null : startDispatcher(database.system, listeners, log);
  const judge = startJudge(kernel);
  try {
    const jobs = await startJobs(kernel, jobsOf(modules));
    return {
      // Jobs first: what they still write is sealed as well.
      stop: async () => {
        await dispatcher?.stop();
        await jobs.stop();
        await judge.stop();
        await sealer.stop();
      },
    };
  } catch (error) {
    await dispatcher?.stop();
    await judge.stop();
    await sealer.stop();
    throw error;
  }
};
