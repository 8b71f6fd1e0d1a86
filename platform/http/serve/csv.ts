import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allow, Refusal } from '#platform/access/refusal.ts';
import { isProofFailure } from '#platform/db/sql-error.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import type { Call, CursorKey } from '#platform/http/call.ts';
import { attachment, BOM, csvLine, localDay } from '#platform/http/csv.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { proven } from '#platform/http/door/proven.ts';
import { problem, tenantChanged } from '#platform/http/problem.ts';
import type { CsvRoute } from '#platform/http/route.ts';
import type { Identified } from '#platform/kernel.ts';
import type { Compiled, Input } from './compile.ts';
import { type Ending, recordBeginning, recordEnd } from './csv-record.ts';
import { makeCall } from './make-call.ts';
import { contextOf, type Handler } from './read.ts';

const PAGE = 1000;

/** What one export needs from its first row to its last. */
type Running = {
  readonly gateway: Gateway;
  readonly compiled: Compiled<CsvRoute>;
  readonly request: FastifyRequest;
  readonly input: Input;
  who: Identified;
  call: Call;
  after: CursorKey | null;
  rows: number;
  ending: Ending;
  finished: boolean;
};

/**
 * A file that flows. Whatever can be refused is refused before the first byte; what goes wrong later cuts the connection,
 * so that nobody takes a part for the whole. It ends on record in either case.
 */
export const csvHandler =
  (gateway: Gateway, compiled: Compiled<CsvRoute>): Handler =>
  async (request, reply) => {
    const input = compiled.input(request);
    const { running, first } = await proven(gateway, compiled, request, reply, (who) =>
      begin(gateway, compiled, request, input, who),
    );
    return sendFile(reply, running, first);
  };

const begin = async (
  gateway: Gateway,
  compiled: Compiled<CsvRoute>,
  request: FastifyRequest,
  input: Input,
  who: Identified,
): Promise<{ readonly running: Running; readonly first: readonly unknown[] }> => {
  const call = makeCall(gateway, request, input, who.principal);
  const { tenant } = input.query as { readonly tenant?: string };
  if (tenant !== undefined && tenant !== who.principal.tenant.code) throw tenantChanged();
  const release = take(gateway, who.principal.userId);
  try {
    const running: Running = {
      gateway,
      compiled,
      request,
      input,
      who,
      call,
      after: null,
      rows: 0,
      ending: 'client_left',
      finished: false,
    };
    const first = await nextPage(running);
    await recordBeginning(gateway.kernel, who, call, compiled.route);
    return { running, first };
  } catch (error) {
    release();
    throw error;
  }
};

const take = ({ exporting }: Gateway, userId: number): (() => void) => {
  if (exporting.has(userId)) {
    throw problem(429, 'http.export_running', 'An export of yours is still running.', {
      headers: { 'retry-after': '5' },
    });
  }
  exporting.add(userId);
  return () => void exporting.delete(userId);
};

const sendFile = (reply: FastifyReply, running: Running, first: readonly unknown[]): FastifyReply => {
  const { route } = running.compiled;
  const { principal, now, request } = running.call;
  const { code, timeZone } = principal.tenant;
  const place = code === '*' ? 'provider' : code;
  const day = localDay(now, timeZone);
  const flow = Readable.from(linesOf(running, first), { objectMode: false });
  flow.once('close', () => void finish(running));
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header(
      'content-disposition',
      attachment(`${place} ${route.title[request.locale]} ${day}.csv`, `${place}-${route.title.en}-${day}.csv`),
    )
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-accel-buffering', 'no')
    .send(flow);
};

/** The heading, then page after page; only one of them is in memory. */
async function* linesOf(running: Running, first: readonly unknown[]): AsyncGenerator<string> {
  const { columns } = running.compiled.route;
  yield BOM + csvLine(columns.map(({ title }) => title[running.call.request.locale]));
  for (let page = first; ; page = await furtherPage(running)) {
    if (page.length > 0) yield page.map((row) => lineOf(running, row)).join('');
    running.rows += page.length;
    if (running.after === null) break;
  }
  running.ending = 'complete';
  await finish(running);
}

const furtherPage = async (running: Running): Promise<readonly unknown[]> => {
  try {
    return await nextPage(running);
  } catch (error) {
    running.ending = error instanceof Refusal || isProofFailure(error) ? 'no_longer_allowed' : 'failed';
    throw error;
  }
};

const lineOf = ({ compiled, call }: Running, row: unknown): string =>
  csvLine(compiled.route.columns.map(({ value }) => value(row, call)));

/** Proof and question in one round trip of the exports' pool. `after` is null afterwards where there is no further page. */
const nextPage = async (running: Running): Promise<readonly unknown[]> => {
  const { route } = running.compiled;
  const found = await askAgain(running);
  const page = found.length > PAGE ? found.slice(0, PAGE) : found;
  const last = page.at(-1);
  running.after = found.length > PAGE && last !== undefined ? route.key(last, running.call) : null;
  return page;
};

/** A proof that failed on the way may be an old hint: whoever is still the same and still may goes on. */
const askAgain = async (running: Running): Promise<readonly unknown[]> => {
  try {
    return await ask(running);
  } catch (error) {
    if (!isProofFailure(error) || running.after === null) throw error;
    const { kernel } = running.gateway;
    const who = await kernel.principals.renew(running.request.headers).catch(() => null);
    const { principal } = running.who;
    const isSame = who?.principal.userId === principal.userId && who.principal.tenant.id === principal.tenant.id;
    if (who === null || !isSame) throw error;
    running.who = who;
    running.call = makeCall(running.gateway, running.request, running.input, who.principal);
    allow(running.call, running.compiled.permission ?? running.compiled.id);
    return await ask(running);
  }
};

const ask = ({ gateway, compiled, who, call, after }: Running): Promise<readonly unknown[]> =>
  readOnce(gateway.kernel.database.exports, contextOf(who), compiled.route.load(call, { limit: PAGE, after }));

/** Once, when the file is whole or the connection is gone, whichever comes first. */
const finish = async (running: Running): Promise<void> => {
  if (running.finished) return;
  running.finished = true;
  const { kernel, exporting } = running.gateway;
  await recordEnd(kernel, running.call, running.compiled.route, running.ending, running.rows);
  exporting.delete(running.who.principal.userId);
};
