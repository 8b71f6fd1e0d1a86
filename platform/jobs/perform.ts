import { Compile } from 'typebox/compile';
import type { Principal } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { isProofFailure } from '#platform/db/sql-error.ts';
import { readOnce, tenantTx } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Logger } from '#platform/log/log.ts';
import { hideSecretShapes } from '#platform/log/redact.ts';
import type { Job, JobContext } from './jobs.ts';
import { findMember, memberProof } from './principal.ts';

/** A job as the queue hands it over. */
export type Attempt = {
  readonly id: string;
  readonly data: unknown;
  readonly signal: AbortSignal;
  readonly attempt: number;
  readonly isLast: boolean;
};

/**
 * Runs one attempt. For a user who has no right to anything here any more it does nothing and counts as done. Throws what
 * the queue shall remember: a message without stack or secrets.
 */
export const performer = (kernel: Kernel, job: Job): ((attempt: Attempt) => Promise<void>) => {
  const check = Compile(job.input);
  const perform = async (attempt: Attempt, log: Logger): Promise<void> => {
    const started = performance.now();
    const { tenantId, onBehalfOf, input } = readData(attempt.data);
    if (!check.Check(input)) throw new Error(`Its data is not what ${job.name} takes.`);
    const principal = onBehalfOf === null ? null : await memberNow(kernel, tenantId, onBehalfOf);
    if (principal === undefined) {
      log.warn({ tenantId, onBehalfOf }, 'Job left out: its user may not act here any more');
      return;
    }
    await job.run(contextOf(kernel, tenantId, principal, log, attempt.signal), input);
    log.info({ tenantId, milliseconds: Math.round(performance.now() - started) }, 'Job done');
  };
  return (attempt) => {
    const log = kernel.log.child({ job: job.name, jobId: attempt.id, attempt: attempt.attempt });
    return perform(attempt, log).catch((error: unknown) => fail(error, attempt, log));
  };
};

const fail = (error: unknown, { isLast }: Attempt, log: Logger): void => {
  if (isProofFailure(error)) {
    log.warn('Job left out: its user lost the right while it ran');
    return;
  }
  if (isLast) log.error({ err: error }, 'Job failed for good');
  else log.warn({ err: error }, 'Job failed; it will be tried again');
  throw toRemember(error);
};

type JobData = { readonly tenantId: number; readonly onBehalfOf: number | null; readonly input: object };

const readData = (data: unknown): JobData => {
  const { tenantId, onBehalfOf = null, ...input } = (data ?? {}) as { tenantId?: unknown; onBehalfOf?: unknown };
  if (!Number.isSafeInteger(tenantId)) throw new Error('A job without a tenant cannot run.');
  return { tenantId: tenantId as number, onBehalfOf: onBehalfOf as number | null, input };
};

const memberNow = (kernel: Kernel, tenantId: number, userId: number): Promise<Principal | undefined> =>
  readOnce(kernel.database.app, { tenantId, proof: null }, findMember(tenantId, userId));

const contextOf = (
  kernel: Kernel,
  tenantId: number,
  principal: Principal | null,
  log: Logger,
  signal: AbortSignal,
): JobContext => {
  const context = { tenantId, proof: principal === null ? null : memberProof(principal) };
  const actor = actorOf(principal);
  return {
    kernel,
    tenantId,
    principal,
    log,
    signal,
    read: (query) => readOnce(kernel.database.app, context, query),
    write: async (work) => {
      const result = await tenantTx(kernel.database.app, { ...context, actor }, work);
      kernel.events.nudge();
      return result;
    },
  };
};

const actorOf = (principal: Principal | null): Actor => ({
  id: principal?.userId ?? null,
  login: principal?.login ?? 'system',
  tenantCode: principal?.home.code ?? '*',
  channel: 'job',
  address: null,
  method: null,
  path: null,
  requestId: null,
});

const toRemember = (error: unknown): Error => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  const remembered = new Error(hideSecretShapes(text).slice(0, 500));
  delete remembered.stack;
  return remembered;
};
