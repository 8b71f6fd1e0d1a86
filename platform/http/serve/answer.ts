import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reply } from '#platform/http/call.ts';
import { etagOf, isFresh } from '#platform/http/etag.ts';
import type { Compiled } from './compile.ts';

/** An answer in its final form: what goes out, and what an Idempotency-Key keeps. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string | null;
};

/** Serializes a reply by the schema of its status. What the schema does not name is not in it. */
export const render = (compiled: Compiled, reply: FastifyReply, made: Reply): Answer => {
  const status = made.status ?? compiled.status;
  const text = compiled.answers[status] === undefined ? null : serialize(reply, made.body, status);
  if (text === null && made.body !== undefined) throw new Error(`${compiled.id} has no schema for status ${status}`);
  const headers = made.headers ?? {};
  if (made.etag === undefined) return { status, headers, text };
  return { status, headers: { ...headers, etag: etagOf(made.etag, text ?? '') }, text };
};

/** Sends it, or 304 where the client has it already. The result is what a Fastify handler returns. */
export const send = (request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply => {
  const { etag } = answer.headers;
  reply.code(answer.status).headers(answer.headers as Record<string, string>);
  if (typeof etag === 'string' && request.method === 'GET' && isFresh(request.headers, etag))
    return reply.code(304).send();
  if (answer.text === null) return reply.send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(answer.text);
};

const serialize = (reply: FastifyReply, body: unknown, status: number): string =>
  String(reply.serializeInput(body as Record<string, unknown>, String(status)));
