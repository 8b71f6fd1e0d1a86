import type { FastifyReply, FastifyRequest } from 'fastify';
import { absent, allow, Refusal } from '#platform/access/refusal.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import type { Call, Page } from '#platform/http/call.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { hiddenRefusal, proven } from '#platform/http/door/proven.ts';
import type { ListRoute, ReadRoute } from '#platform/http/route.ts';
import type { Identified } from '#platform/kernel.ts';
import { render, send } from './answer.ts';
import type { Compiled } from './compile.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { makeCall } from './make-call.ts';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** One thing: context, proof and question in one round trip; what is not there, or not theirs, is the same 404. */
export const readHandler =
  (gateway: Gateway, compiled: Compiled<ReadRoute>): Handler =>
  async (request, reply) => {
    const { route } = compiled;
    const input = compiled.input(request);
    const { app, exports } = gateway.kernel.database;
    const pool = route.report === true ? exports : app;
    const made = await proven(gateway, compiled, request, reply, async (who) => {
      const call = makeCall(gateway, request, input, who.principal);
      const found = await readOnce(pool, contextOf(who), route.load(call));
      if (found === undefined) throw notThere(compiled, call);
      if (route.subject !== undefined) checkSubject(compiled, call, found);
      const body = route.show === undefined ? found : route.show(found, call);
      return route.version === undefined ? { body } : { body, etag: route.version(found) };
    });
    return send(request, reply, render(compiled, reply, made));
  };

/** A page: one row more than asked tells whether there is a next one. */
export const listHandler =
  (gateway: Gateway, compiled: Compiled<ListRoute>): Handler =>
  async (request, reply) => {
    const { route } = compiled;
    const input = compiled.input(request);
    const body = await proven(gateway, compiled, request, reply, async (who) => {
      const call = makeCall(gateway, request, input, who.principal);
      const page = pageOf(gateway, compiled, call);
      const rows = await readOnce(gateway.kernel.database.app, contextOf(who), route.load(call, page));
      if (rows === undefined) throw notThere(compiled, call);
      return listAnswer(gateway, compiled, call, page, rows);
    });
    return send(request, reply, render(compiled, reply, { body }));
  };

export const contextOf = (who: Identified) => ({ tenantId: who.principal.tenant.id, proof: who.proof });

const notThere = (compiled: Compiled, call: Call): Refusal => {
  const { type, id } = compiled.subjectOf(call.params);
  return absent(compiled.permission ?? compiled.id, type, id);
};

const checkSubject = (compiled: Compiled<ReadRoute>, call: Call, found: unknown): void => {
  const subject = compiled.route.subject?.(found);
  try {
    allow(call, compiled.permission ?? compiled.id, subject);
  } catch (error) {
    throw error instanceof Refusal ? hiddenRefusal(error) : error;
  }
};

type PageQuery = Readonly<Record<string, unknown>> & { readonly limit?: number; readonly cursor?: string };
const DEFAULT_LIMIT = 50;

const cursorOwner = (compiled: Compiled, { principal, params, query }: Call) => ({
  tenantId: principal.tenant.id,
  userId: principal.userId,
  route: `${compiled.id} ${JSON.stringify(params)}`,
  query: query as PageQuery,
});

const pageOf = (gateway: Gateway, compiled: Compiled, call: Call): Page => {
  const { limit = DEFAULT_LIMIT, cursor } = call.query as PageQuery;
  if (cursor === undefined) return { limit, after: null };
  return { limit, after: readCursor(gateway.cursorKey, cursorOwner(compiled, call), cursor) };
};

const listAnswer = (
  gateway: Gateway,
  compiled: Compiled<ListRoute>,
  call: Call,
  { limit }: Page,
  rows: readonly unknown[],
) => {
  const { route } = compiled;
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    items: shown.map((row) => route.show(row, call)),
    nextCursor: hasMore ? writeCursor(gateway.cursorKey, cursorOwner(compiled, call), route.key(last, call)) : null,
  };
};
