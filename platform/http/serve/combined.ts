import type { FastifyReply } from 'fastify';
import { all, mapQuery, type Query, type Statement } from '#platform/db/query.ts';
import { ProofFailed } from '#platform/db/sql-error.ts';
import { type Tx, tenantTx, writeOnce } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { proven } from '#platform/http/door/proven.ts';
import type { CombinedRoute } from '#platform/http/route.ts';
import type { Identified } from '#platform/kernel.ts';
import { type Answer, render, send } from './answer.ts';
import type { Compiled } from './compile.ts';
import { type Claim, claimOf, findPrecedents, keepAnswers, stillRunning } from './idempotency.ts';
import { makeCall } from './make-call.ts';
import type { Handler } from './read.ts';

type Member = {
  readonly who: Identified;
  readonly call: Call;
  /** What its route made of it for the batch. */
  readonly prepared: unknown;
  readonly reply: FastifyReply;
  readonly claim: Claim | null;
};
/**
 * A member's own outcome: its answer, or its refusal as what is thrown, which is no reason to fail its neighbours. It is
 * written when the member asks for it, so that the lane's next batch does not wait for the answers of this one.
 */
type Outcome = () => Answer;

/** Group commit: the call joins its lane's next batch and gets its own outcome from it. */
export const combinedHandler =
  (gateway: Gateway, compiled: Compiled<CombinedRoute>): Handler =>
  async (request, reply) => {
    const { route } = compiled;
    const input = compiled.input(request);
    const outcome = await proven(gateway, compiled, request, reply, async (who) => {
      const call = makeCall(gateway, request, input, who.principal);
      const prepared = route.prepare(call);
      const member: Member = { who, call, prepared, reply, claim: claimOf(gateway, compiled, call) };
      return gateway.kernel.combiner.combine<Member, Outcome>({
        lane: `${compiled.id} ${who.principal.tenant.id} ${route.lane(call)}`,
        member,
        weight: Number(request.headers['content-length'] ?? 0),
        run: (members) => runBatch(gateway, compiled, members),
      });
    });
    return send(request, reply, outcome());
  };

const runBatch = (
  gateway: Gateway,
  compiled: Compiled<CombinedRoute>,
  members: readonly Member[],
): Promise<readonly Outcome[]> => {
  const [first] = members;
  if (first === undefined) return Promise.resolve([]);
  const pool = gateway.kernel.database.app;
  const context = { tenantId: first.call.principal.tenant.id, proof: first.who.proof };
  if (members.every((member) => member.claim === null)) {
    return writeOnce(
      pool,
      context,
      mapQuery(all([proofsOf(members), documents(compiled, members)]), ([, made]) => made),
    );
  }
  return tenantTx(pool, { ...context, actor: first.call.actor }, (tx) => runClaimed(tx, compiled, members));
};

/** Everybody's proof but the first one's, which opens the transaction; each principal once. */
const proofsOf = (members: readonly Member[]): Query<null> => {
  const byActing = new Map<number, Statement>();
  for (const { who } of members) {
    if (who.proof !== null) byActing.set(who.principal.actingId, who.proof);
  }
  byActing.delete(members[0]?.who.principal.actingId ?? 0);
  return {
    statements: [...byActing.values()],
    answer: (results) => {
      if (results.some((rows) => rows.length !== 1)) throw new ProofFailed();
      return null;
    },
  };
};

const documents = (
  { route, ...compiled }: Compiled<CombinedRoute>,
  members: readonly Member[],
): Query<readonly Outcome[]> => {
  const prepared = members.map((member) => member.prepared);
  const calls = members.map(({ call }) => call);
  return mapQuery(route.batch(prepared, calls), (made) =>
    members.map(
      ({ call, reply }, at) =>
        () =>
          render({ route, ...compiled }, reply, route.show(made[at], call)),
    ),
  );
};

/** The same with keys: who has a precedent gets that, the others are written and their answers kept. */
const runClaimed = async (
  tx: Tx,
  compiled: Compiled<CombinedRoute>,
  members: readonly Member[],
): Promise<readonly Outcome[]> => {
  const claims = members.flatMap(({ claim }) => (claim === null ? [] : [claim]));
  const [judges] = await tx.run(all([findPrecedents(tx.tenantId, claims), proofsOf(members)]));
  const precedents = new Map(claims.map((claim, at) => [claim, judges[at]]));
  const outcomes = members.map(({ claim }, at) => settled(claim, precedents, members.slice(0, at)));
  const fresh = members.filter((_, at) => outcomes[at] === null);
  if (fresh.length === 0) return outcomes as Outcome[];
  const written = await tx.run(documents(compiled, fresh));
  const kept = fresh.flatMap(({ claim }, at) => keptOf(claim, written[at]));
  if (kept.length > 0) await tx.run(keepAnswers(tx.tenantId, kept));
  const rest = written.values();
  return outcomes.map((outcome) => outcome ?? (rest.next().value as Outcome));
};

/** A refusal is not kept: the same request may be right later. */
const keptOf = (claim: Claim | null, outcome: Outcome | undefined) => {
  if (claim === null || outcome === undefined) return [];
  try {
    return [{ claim, answer: outcome() }];
  } catch {
    return [];
  }
};

type Judges = ReadonlyMap<Claim, Awaited<ReturnType<ReturnType<typeof findPrecedents>['answer']>>[number] | undefined>;

/** A member's outcome when it is settled without writing; null when its document is to be written. */
const settled = (claim: Claim | null, precedents: Judges, earlier: readonly Member[]): Outcome | null => {
  if (claim === null) return null;
  // The lock does not hold a neighbour of the same transaction back.
  if (earlier.some((other) => other.claim?.lock === claim.lock)) return refusedWith(stillRunning());
  try {
    const precedent = precedents.get(claim)?.();
    return precedent?.kind === 'replay' ? () => precedent.answer : null;
  } catch (refused) {
    return refusedWith(refused);
  }
};

const refusedWith = (refused: unknown) => (): never => {
  throw refused;
};
