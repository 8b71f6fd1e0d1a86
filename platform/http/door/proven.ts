import type { FastifyReply, FastifyRequest } from 'fastify';
import { decide } from '#platform/access/decide.ts';
import { allow, Refusal } from '#platform/access/refusal.ts';
import { isProofFailure } from '#platform/db/sql-error.ts';
import { type Problem, problem, tenantChanged } from '#platform/http/problem.ts';
import type { Compiled } from '#platform/http/serve/compile.ts';
import { actorOf } from '#platform/http/serve/make-call.ts';
import type { Identified } from '#platform/kernel.ts';
import type { Gateway } from './gateway.ts';
import { foreignOrigin } from './house.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, by the process's cache; set before the body is read. Null on public routes. */
    who: Identified | null;
  }
}

const CHALLENGE = { headers: { 'www-authenticate': 'Bearer' } } as const;
const signInNeeded = (): Problem => problem(401, 'access.sign_in_needed', 'Sign in first.', CHALLENGE);
const sessionEnded = (): Problem => problem(401, 'access.session_ended', 'The session is no longer valid.', CHALLENGE);

/**
 * Identifies the caller and asks gate 3, before the body is read. The principal is a hint here; what is refused by it is
 * proven before it is answered.
 */
export const admit = async (gateway: Gateway, compiled: Compiled, request: FastifyRequest, reply: FastifyReply) => {
  const who = await gateway.kernel.principals.identify(request.headers);
  if (who === null) throw signInNeeded();
  settle(request, reply, who);
  if (isForeignTenant(request, who)) await renew(gateway, request, reply);
  checkOrigin(gateway, request);
  if (!mayCall(gateway, compiled, request.who ?? who)) {
    await proven(gateway, compiled, request, reply, () => Promise.resolve());
  }
};

const mayCall = (gateway: Gateway, { permission }: Compiled, { principal }: Identified): boolean =>
  permission === null || decide(gateway.kernel.matrix, principal, permission).allowed;

/** A change by cookie must come from a page of the house, and no change may come from a foreign one. */
export const checkOrigin = (gateway: Gateway, request: FastifyRequest): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { house } = gateway;
  const byCookie = request.who?.byCookie === true;
  const isWrong = byCookie ? !house.isOwnPage(request.headers) : house.isForeignOrigin(request.headers);
  if (isWrong) throw foreignOrigin();
};

/**
 * Does work whose batches prove the principal. A failed proof means that the hint was stale or the session is over: the
 * caller is identified once more and the work repeated, else 401. A Refusal is on record before it goes on.
 */
export const proven = async <T>(
  gateway: Gateway,
  compiled: Compiled,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (who: Identified) => Promise<T>,
): Promise<T> => {
  const key = inFlightKey(request.who);
  gateway.inFlight.enter(key);
  try {
    return await recorded(gateway, compiled, request, work);
  } catch (error) {
    if (!isProofFailure(error)) throw error;
    await renew(gateway, request, reply);
    return await recorded(gateway, compiled, request, work).catch((again) => {
      throw isProofFailure(again) ? sessionEnded() : again;
    });
  } finally {
    gateway.inFlight.leave(key);
  }
};

const inFlightKey = (who: Identified | null): string => String(who?.principal.userId);

const recorded = async <T>(
  gateway: Gateway,
  compiled: Compiled,
  request: FastifyRequest,
  work: (who: Identified) => Promise<T>,
): Promise<T> => {
  const { who } = request;
  if (who === null) throw signInNeeded();
  try {
    if (compiled.permission !== null) {
      allow({ matrix: gateway.kernel.matrix, principal: who.principal }, compiled.permission);
    }
    return await work(who);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal = asAnswered(compiled, error);
    await gateway.kernel.refusals.record(who, actorOf(request, who.principal), asRecorded(compiled, request, refusal));
    throw refusal;
  }
};

const asAnswered = ({ route }: Compiled, refusal: Refusal): Refusal =>
  route.concealed === true && !refusal.hidden ? hiddenRefusal(refusal) : refusal;

/**
 * What was refused before anybody looked at the thing is about the id in the path, which nobody has validated yet. The answer
 * does not repeat it: it is the same for an id of another tenant and for one that is not there.
 */
const asRecorded = ({ subjectOf }: Compiled, { params }: FastifyRequest, refusal: Refusal): Refusal => {
  const named = subjectOf(params);
  if (refusal.subject !== null || !/^[1-9]\d{0,14}$/.test(named.id)) return refusal;
  const { gate, reason, action, hidden } = refusal;
  return new Refusal({ gate, reason, action, hidden, subject: named });
};

/** The same refusal as an answer that does not tell a thing that may not be read from one that is not there. */
export const hiddenRefusal = ({ gate, reason, action, subject }: Refusal): Refusal =>
  new Refusal({ gate, reason, action, subject, hidden: true });

const renew = async (gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const who = await gateway.kernel.principals.renew(request.headers);
  if (who === null) throw signInNeeded();
  settle(request, reply, who);
  if (isForeignTenant(request, who)) throw tenantChanged();
};

const settle = (request: FastifyRequest, reply: FastifyReply, who: Identified): void => {
  request.who = who;
  reply.header('madang-tenant', who.principal.tenant.code);
};

const isForeignTenant = (request: FastifyRequest, who: Identified): boolean => {
  const named = request.headers['madang-tenant'];
  return named !== undefined && named !== who.principal.tenant.code;
};
