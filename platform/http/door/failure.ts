import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#platform/access/refusal.ts';
import { type ConstraintAnswers, toProblem } from '#platform/db/sql-error.ts';
import { Problem, problem, problemDocument } from '#platform/http/problem.ts';
import { preferredLocale } from '#platform/i18n/locale.ts';
import type { Gateway } from './gateway.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Turns whatever was thrown into its answer. What nobody expected is logged here and leaves as a bare 500. */
export const answerFailure = (
  { kernel, constraints, titleOf }: Gateway,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void => {
  const found = problemOf(error, constraints);
  if (found.status >= 500) logFailure(kernel.log, error, found, request);
  const locale = request.who?.principal.locale ?? preferredLocale(request.headers['accept-language']);
  sendProblem(reply, found, request.id, titleOf(found.code, found.status, locale));
};

/** Writes the problem document. */
const sendProblem = (reply: FastifyReply, found: Problem, requestId: string, title: string): void => {
  void reply
    .code(found.status)
    .headers(found.headers)
    .header('content-type', PROBLEM_TYPE)
    .send(JSON.stringify(problemDocument(found, requestId, title)));
};

/** The same 404 for a path that is not there and for a thing that is not there or not yours. */
export const notFound = (): Problem => problem(404, 'http.not_found', 'There is nothing here.');

const logFailure = (log: Gateway['kernel']['log'], error: unknown, found: Problem, request: FastifyRequest): void => {
  const { id, method, url } = request;
  const fields = { req: { id, method, url }, code: found.code, err: error };
  if (found.code === 'http.internal') log.error(fields, 'A request failed');
  else log.warn(fields, 'A request could not be answered');
};

const problemOf = (error: unknown, constraints: ConstraintAnswers): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return refusalProblem(error);
  if (isHangUp(error)) return problem(400, 'http.malformed', 'The request ended before its body did.');
  return (
    toProblem(error, constraints) ??
    fastifyProblem(error) ??
    problem(500, 'http.internal', 'Something went wrong here.')
  );
};

/** The client went away while its body was read: no loss of the database's, although it bears the same code. */
const isHangUp = (error: unknown): boolean => error instanceof Error && error.message === 'aborted';

const refusalProblem = (refusal: Refusal): Problem => {
  if (refusal.status === 404) return notFound();
  const { gate, action } = refusal;
  const subject = refusal.subject === null ? null : `${refusal.subject.type}:${refusal.subject.id}`;
  return problem(refusal.status, `access.${refusal.reason}`, 'This is not allowed to you.', {
    extra: { gate, action, subject },
  });
};

const byCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => problem(413, 'http.body_too_large', 'The body is larger than this route takes.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => problem(415, 'http.media_type', 'The body must be application/json.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => problem(400, 'http.content_length', 'Content-Length is wrong.'),
  FST_ERR_BAD_URL: () => problem(400, 'http.bad_url', 'The path is not well-formed.'),
};

const fastifyProblem = (error: unknown): Problem | undefined => {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? byCode[code] : undefined;
  if (known !== undefined) return known();
  const isClientError = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return isClientError ? problem(statusCode, 'http.malformed', 'The request is not well-formed.') : undefined;
};
