import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/audit/entry.ts';
import { mapQuery, sqlQuery } from '#platform/db/query.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { buildApp } from '#platform/http/app.ts';
import type { Kernel } from '#platform/kernel.ts';
import { defineModule } from '#platform/module.ts';
import { arrangeActor, arrangeTenant, type TestActor } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import { live } from './module.ts';

const things = defineModule({
  name: 'things',
  purpose: 'Something to hear of.',
  functions: {
    'thing.read': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'no' },
  },
  stream: [
    {
      name: 'things',
      permission: 'thing.read',
      load: (tenantId, ids) =>
        mapQuery(sqlQuery<{ id: number }>('select unnest($1::bigint[]) as id', [ids]), (rows) =>
          rows.map(({ id }) => ({ subject: { type: 'thing', id, tenantId }, data: { number: `T-${id}` } })),
        ),
    },
  ],
});

let database: TestDatabase;
let kernel: Kernel;
let app: FastifyInstance;
let close: () => Promise<void>;
let tenant: number;
let engineer: TestActor;
let address: string;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ kernel, close } = makeTestKernel(database, [live, things]));
  app = buildApp(kernel);
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  tenant = (await arrangeTenant(database, 'HERE')).id;
  engineer = await arrangeActor(database, tenant, 'ENGINEER');
});
afterAll(async () => {
  await kernel.events.close();
  await app.close();
  await close();
  await database.drop();
});

const system: Actor = {
  id: null,
  login: 'test',
  tenantCode: '*',
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
};
const emit = (id: number): Promise<void> =>
  tenantTx(database.app, { tenantId: tenant, proof: null, actor: system }, async (tx) =>
    tx.emit({ topic: 'things', subject: { type: 'thing', id }, version: 4, change: 'made' }),
  );

const open = (query: string, headers: Record<string, string> = {}, who: TestActor = engineer) => {
  const stop = new AbortController();
  const url = `${address}/api/events${query}`;
  return fetch(url, { headers: { cookie: who.headers.cookie, ...headers }, signal: stop.signal }).then((answer) => ({
    answer,
    stop,
  }));
};

/** Reads until the text holds `end`; answers all of it. */
const readUntil = async ({ answer }: Awaited<ReturnType<typeof open>>, end: string): Promise<string> => {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.includes(end)) break;
  }
  return text;
};

test('an event arrives as text/event-stream, with its id, name and data', async () => {
  const stream = await open('?topics=things,notifications&tenant=HERE');
  expect(stream.answer.status).toBe(200);
  expect(stream.answer.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.answer.headers.get('cache-control')).toContain('no-store');
  await emit(1);
  const text = await readUntil(stream, '"id":1');
  expect(text).toMatch(
    /id: [\w-]+\nevent: thing\.changed\ndata: \{"id":1,"number":"T-1","version":4,"change":"made"\}\n\n/,
  );
});

test('Last-Event-ID resumes, and what it cannot resume is a resync', async () => {
  const first = await open('?topics=things');
  await emit(2);
  const id = /id: ([\w-]+)\nevent/.exec(await readUntil(first, '"id":2'))?.[1] ?? '';
  await emit(3);
  const text = await readUntil(await open('?topics=things', { 'last-event-id': id }), '"id":3');
  expect(text).not.toContain('"id":2');
  expect(await readUntil(await open('?topics=things', { 'last-event-id': 'nonsense' }), 'resync')).toContain(
    'event: resync\ndata: {}',
  );
});

test('a client that leaves is forgotten', async () => {
  await expect.poll(() => kernel.events.count()).toBe(0);
  const { stop } = await open('?topics=things');
  expect(kernel.events.count()).toBe(1);
  stop.abort();
  await expect.poll(() => kernel.events.count()).toBe(0);
});

test.each([
  ['?tenant=THERE', {}, 409, 'access.tenant_changed'],
  ['', { 'madang-tenant': 'THERE' }, 409, 'access.tenant_changed'],
  ['?topics=', {}, 400, 'http.invalid'],
  ['?topics=Things', {}, 400, 'http.invalid'],
  ['?topic=things', {}, 400, 'http.invalid'],
  ['?topics=secrets', {}, 404, 'http.not_found'],
  ['', { cookie: '' }, 401, 'access.sign_in_needed'],
])('%s with %j is refused', async (query, headers, status, code) => {
  const { answer } = await open(query, headers);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
});

test('a topic that is not theirs is refused as if it were not there, and the refusal is on record', async () => {
  const customer = await arrangeActor(database, tenant, 'CUSTOMER');
  const { answer } = await open('?topics=things', {}, customer);
  expect(answer.status).toBe(404);
  const rows = await database.asAdmin('select subject_type, subject_id, gate from madang.audit where actor_id = $1', [
    customer.userId,
  ]);
  expect(rows).toEqual([{ subject_type: 'topic', subject_id: 'things', gate: 'permission' }]);
});
