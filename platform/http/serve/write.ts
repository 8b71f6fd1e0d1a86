import type { FastifyReply } from 'fastify';
import { type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { proven } from '#platform/http/door/proven.ts';
import { checkIfMatch } from '#platform/http/etag.ts';
import type { WriteRoute } from '#platform/http/route.ts';
import { type Answer, render, send } from './answer.ts';
import type { Compiled } from './compile.ts';
import { type Claim, claimOf, findPrecedents, keepAnswers, type Precedent } from './idempotency.ts';
import { makeCall } from './make-call.ts';
import { contextOf, type Handler } from './read.ts';

/** One transaction: proof, key, gates, If-Match, the change, and its answer kept for replays. */
export const writeHandler =
  (gateway: Gateway, compiled: Compiled<WriteRoute>): Handler =>
  async (request, reply) => {
    const input = compiled.input(request);
    const answer = await proven(gateway, compiled, request, reply, (who) => {
      const call = makeCall(gateway, request, input, who.principal);
      const claim = claimOf(gateway, compiled, call);
      return tenantTx(gateway.kernel.database.app, { ...contextOf(who), actor: call.actor }, (tx) =>
        claim === null ? change(tx, compiled, call, reply) : changeOnce(tx, compiled, call, reply, claim),
      );
    });
    return send(request, reply, answer);
  };

const change = async (tx: Tx, compiled: Compiled<WriteRoute>, call: Call, reply: FastifyReply): Promise<Answer> => {
  const { route } = compiled;
  const gated = await route.gate?.(tx, call);
  if (route.version !== undefined) checkIfMatch(call.request, route.version(gated));
  return render(compiled, reply, await route.run(tx, call, gated));
};

const changeOnce = async (
  tx: Tx,
  compiled: Compiled<WriteRoute>,
  call: Call,
  reply: FastifyReply,
  claim: Claim,
): Promise<Answer> => {
  const precedent = await precedentOf(tx, claim);
  if (precedent.kind === 'replay') {
    await compiled.route.gate?.(tx, call);
    return precedent.answer;
  }
  const answer = await change(tx, compiled, call, reply);
  await tx.run(keepAnswers(tx.tenantId, [{ claim, answer }]));
  return answer;
};

const precedentOf = async (tx: Tx, claim: Claim): Promise<Precedent> => {
  const [judge] = await tx.run(findPrecedents(tx.tenantId, [claim]));
  return judge?.() ?? { kind: 'none' };
};
