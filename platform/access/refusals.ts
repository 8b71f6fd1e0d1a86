import type { Actor } from '#platform/audit/entry.ts';
import type { Pool } from '#platform/db/pool.ts';
import { known, sqlRun } from '#platform/db/query.ts';
import { readOnce, type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { problem } from '#platform/http/problem.ts';
import type { Identified, Refusals } from '#platform/kernel.ts';
import type { Logger } from '#platform/log/log.ts';
import { contextOf } from './proof.ts';
import type { Refusal } from './refusal.ts';
import { countRepeats, type RepeatLimits } from './repeats.ts';

type Refused = { readonly who: Identified; readonly actor: Actor; readonly refusal: Refusal };
type Options = {
  readonly pool: Pool;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly limits?: Partial<RepeatLimits>;
};

/**
 * Writes refusals down, each committed before it is answered, by a principal who is proven in the same round trip. When the same one comes again and again, one row with a
 * count stands for the later ones; beyond that, and beyond any sane number of different ones, the answer is 429.
 */
export const createRefusals = (options: Options): Refusals & { readonly close: () => Promise<void> } => {
  const counted = countRepeats<Refused>({
    clock: options.clock,
    limits: options.limits ?? {},
    // What was counted was proven then; the session may be over by now.
    flush: ({ who, actor, refusal }, repeats) => write(options, { ...who, proof: null }, actor, refusal, repeats),
    failed: (error) => options.log.error({ error }, 'The count of repeated refusals could not be written'),
  });
  return {
    record: async (who, actor, refusal) => {
      const verdict = counted.count(keyOf(who), refusalKey(actor, refusal), { who, actor, refusal });
      if (verdict === 'write') await write(options, who, actor, refusal, 1);
      else await readOnce(options.pool, contextOf(who.principal), known(undefined));
      if (verdict === 'too_many') {
        throw problem(429, 'access.too_many_refusals', 'Too many refused requests.', {
          headers: { 'Retry-After': '60' },
        });
      }
    },
    close: counted.close,
  };
};

const keyOf = ({ principal }: Identified): string => `${principal.tenant.id}:${principal.userId}`;
/** The same request refused for the same reason. */
const refusalKey = ({ method, path }: Actor, { action, gate, subject }: Refusal): string =>
  `${method} ${path} ${action}:${gate}:${subject?.type}:${subject?.id}`;

const write = (options: Options, who: Identified, actor: Actor, refusal: Refusal, repeats: number): Promise<void> =>
  tenantTx(options.pool, { tenantId: who.principal.tenant.id, proof: who.proof, actor }, async (tx) => {
    const { action, subject, gate, reason } = refusal;
    tx.record({ action, subject, outcome: 'refused', gate, reason, ...(repeats > 1 && { repeats }) });
    if (gate === 'tenant') await suspect(tx, refusal);
  });

/**
 * What the judge looks at later. It is written for every id that is not there, so that foreign and unknown ids cost the
 * same.
 */
const suspect = async ({ run, tenantId, actor }: Tx, { action, subject }: Refusal): Promise<void> => {
  if (subject === null || !/^[1-9]\d{0,15}$/.test(String(subject.id))) return;
  await run(
    sqlRun(
      `insert into access_suspicion (tenant_id, actor_id, actor_login, actor_tenant, action, subject_type, subject_id,
         channel, address, method, path, request_id)
       values ($1::int, $2::bigint, $3, $4, $5, $6, $7::bigint, $8, $9, $10, $11, $12)`,
      [
        tenantId,
        actor.id,
        actor.login,
        actor.tenantCode,
        action,
        subject.type,
        subject.id,
        actor.channel,
        actor.address,
        actor.method,
        actor.path,
        actor.requestId,
      ],
    ),
  );
};
