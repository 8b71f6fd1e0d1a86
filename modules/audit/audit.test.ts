import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, AuditEntry as Entry } from '#platform/audit/entry.ts';
import { known } from '#platform/db/query.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { buildApp } from '#platform/http/app.ts';
import { defineModule } from '#platform/module.ts';
import { arrangeActor, arrangeTenant, type TestActor } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import type { AuditEntry } from './contract.ts';
import { audit } from './module.ts';

/** Whoever owns people says by what they are known. */
const people = defineModule({
  name: 'people',
  purpose: 'Things with names.',
  subjects: { user: { table: 'account', label: 'name', load: () => known(undefined) } },
});

let database: TestDatabase;
let app: FastifyInstance;
let close: () => Promise<void>;
let tenant: number;
let other: number;
let admin: TestActor;
let pm: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  const made = makeTestKernel(database, [audit, people]);
  close = made.close;
  app = buildApp(made.kernel);
  await app.ready();
  [tenant, other] = [(await arrangeTenant(database, 'HERE')).id, (await arrangeTenant(database, 'THERE')).id];
  [admin, pm] = [await arrangeActor(database, tenant, 'ADMIN'), await arrangeActor(database, tenant, 'PM')];
  await record(admin, [
    entry('ticket.create', 'ticket', 1),
    entry('ticket.change', 'ticket', 1),
    entry('user.invite', 'user', 7),
  ]);
  await record(pm, [
    entry('ticket.create', 'ticket', 2),
    { ...entry('user.change', 'user', 7), outcome: 'refused', gate: 'permission', reason: 'role_lacks_function' },
  ]);
  await record(await arrangeActor(database, other, 'ADMIN'), [entry('ticket.create', 'ticket', 3)], other);
});
afterAll(async () => {
  await app.close();
  await close();
  await database.drop();
});

const entry = (action: string, type: string, id: number): Entry => ({
  action,
  subject: { type, id },
  changes: { title: { from: null, to: 'x' } },
});

const record = (who: TestActor, entries: readonly Entry[], tenantId = tenant): Promise<void> => {
  const actor: Actor = {
    id: who.userId,
    login: who.login,
    tenantCode: 'HERE',
    channel: 'web',
    address: '10.0.0.1',
    method: 'POST',
    path: '/api/tickets',
    requestId: 'r',
  };
  return tenantTx(database.app, { tenantId, proof: null, actor }, async (tx) => {
    for (const each of entries) tx.record(each);
  });
};

const get = (who: TestActor, query = '') =>
  app.inject({ method: 'GET', url: `/api/audit${query}`, headers: who.headers });
const items = async (query = '', who = admin): Promise<AuditEntry[]> => (await get(who, query)).json().items;
const actions = async (query: string) => (await items(query)).map(({ action }) => action);

test('an ADMIN and a PM see what was done in their tenant, newest first, and nothing of another one', async () => {
  for (const who of [admin, pm]) {
    const found = await items('', who);
    expect(found.map(({ action }) => action)).toEqual([
      'user.change',
      'ticket.create',
      'user.invite',
      'ticket.change',
      'ticket.create',
    ]);
    expect(new Set(found.map(({ tenantCode }) => tenantCode))).toEqual(new Set(['HERE']));
  }
});

test('an entry says who, what, to what, from where and with which changes', async () => {
  expect((await items('?subject=ticket:2'))[0]).toEqual({
    id: expect.any(Number),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    actor: { id: pm.userId, login: pm.login, tenantCode: 'HERE' },
    tenantCode: 'HERE',
    onBehalfOf: null,
    channel: 'web',
    action: 'ticket.create',
    subject: { type: 'ticket', id: 2 },
    subjectName: null,
    outcome: 'allowed',
    gate: null,
    reason: null,
    changes: { title: { from: null, to: 'x' } },
    address: '10.0.0.1',
    method: 'POST',
    path: '/api/tickets',
    requestId: 'r',
    repeats: 1,
  });
});

test('filters narrow it, together too', async () => {
  expect(await actions('?action=ticket.change')).toEqual(['ticket.change']);
  expect(await actions('?action=ticket.change&action=user.invite')).toEqual(['user.invite', 'ticket.change']);
  expect(await actions('?outcome=refused')).toEqual(['user.change']);
  expect(await actions('?outcome=allowed&subject=user')).toEqual(['user.invite']);
  expect(await actions('?subject=ticket:1')).toEqual(['ticket.change', 'ticket.create']);
  expect(await actions(`?actor=${pm.login}`)).toEqual(['user.change', 'ticket.create']);
  expect(await actions(`?actor=${pm.login.toUpperCase()}`)).toEqual(['user.change', 'ticket.create']);
  expect(await actions(`?actor=${pm.userId}&action=ticket.create`)).toEqual(['ticket.create']);
  expect(await actions('?actor=nobody@test.example')).toEqual([]);
  expect(await actions('?from=2020-01-01&to=2020-12-31')).toEqual([]);
  expect((await actions('?from=2020-01-01T00:00:00Z')).length).toBe(5);
});

test("a day is one of the tenant's time zone", async () => {
  await database.asAdmin(
    "update madang.audit set at = '2026-03-01T15:30:00Z' where tenant_id = $1 and action = 'user.invite'",
    [tenant],
  );
  expect(await actions('?from=2026-03-02&to=2026-03-02')).toEqual(['user.invite']);
  expect(await actions('?from=2026-03-01&to=2026-03-01')).toEqual([]);
});

test('pages follow each other without loss or repetition, and a cursor belongs to its filter', async () => {
  const seen: number[] = [];
  let cursor = '';
  do {
    const page = (await get(admin, `?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).json();
    seen.push(...page.items.map(({ id }: AuditEntry) => id));
    cursor = page.nextCursor ?? '';
  } while (cursor !== '');
  expect(seen).toEqual((await items()).map(({ id }) => id));
  const first = (await get(admin, '?limit=2')).json();
  expect((await get(admin, `?action=ticket.create&cursor=${first.nextCursor}`)).statusCode).toBe(400);
  expect((await get(pm, `?limit=2&cursor=${first.nextCursor}`)).statusCode).toBe(400);
});

test.each(['ENGINEER', 'DEPLOY_ENGINEER', 'CUSTOMER'] as const)(
  '%s is refused, and the refusal is on record',
  async (role) => {
    const who = await arrangeActor(database, tenant, role);
    expect((await get(who)).statusCode).toBe(403);
    expect((await items(`?actor=${who.login}`))[0]).toMatchObject({
      action: 'audit.read',
      outcome: 'refused',
      gate: 'permission',
    });
  },
);

test.each([
  ['limit=0', '/limit'],
  ['action=', '/action/0'],
  [Array(101).fill('action=x').join('&'), '/action'],
  ['limit=201', '/limit'],
  ['outcome=maybe', '/outcome'],
  ['from=yesterday', '/from'],
  ['to=2026-13-01', '/to'],
  ['subject=%20', '/subject'],
  ['who=me', '/who'],
])('%s is a 400 that names the field', async (query, path) => {
  const answer = await get(admin, `?${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors[0].path).toBe(path);
});

test('an export holds what the list would show, and is on record itself', async () => {
  const answer = await app.inject({ url: `/api/audit/export?actor=${pm.login}`, headers: admin.headers });
  expect(answer.statusCode).toBe(200);
  const lines = answer.body.slice(1).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^시각,시각 \(UTC\),아이디,/);
  expect(lines[1]).toContain('user.change,user,7,,거부,permission,role_lacks_function,1,');
  const [ended, begun] = await items('?action=audit.export');
  expect(begun).toMatchObject({ reason: 'begun', changes: { filter: { to: { actor: pm.login } } } });
  expect(ended).toMatchObject({ reason: 'complete', changes: { rows: { to: 2 } } });
});

test('an export is refused to whoever may not read the audit, and shows nothing of another tenant', async () => {
  const engineer = await arrangeActor(database, tenant, 'ENGINEER');
  expect((await app.inject({ url: '/api/audit/export', headers: engineer.headers })).statusCode).toBe(403);
  const stranger = await arrangeActor(database, other, 'PM');
  const { body } = await app.inject({ url: '/api/audit/export?outcome=allowed', headers: stranger.headers });
  expect(body).not.toContain(pm.login);
  const wrong = await app.inject({ url: '/api/audit/export?outcome=maybe', headers: admin.headers });
  expect(wrong.json().errors[0].path).toBe('/outcome');
});

test('one entry is found by its id, and by nobody of another tenant', async () => {
  const [entryOfList] = await items('?subject=ticket:2');
  const url = `/api/audit/${entryOfList?.id}`;
  const ask = (who: TestActor, path = url) => app.inject({ url: path, headers: who.headers });
  expect((await ask(admin)).json()).toEqual(entryOfList);
  expect((await ask(await arrangeActor(database, other, 'ADMIN'))).statusCode).toBe(404);
  expect((await ask(await arrangeActor(database, tenant, 'CUSTOMER'))).statusCode).toBe(403);
  expect((await ask(admin, '/api/audit/first')).json().errors[0].path).toBe('/id');
});

test('a subject has the name that it has today, in its own tenant only', async () => {
  const arrange = async (tenantId: number, login: string, name: string): Promise<number> => {
    const [row] = await database.asAdmin(
      `insert into madang.account (tenant_id, login, name, locale) values ($1, $2, $3, 'ko') returning id`,
      [tenantId, login, name],
    );
    return Number(row?.id);
  };
  const [own, foreign] = [await arrange(tenant, 'own', '김하나'), await arrange(other, 'foreign', '남의 사람')];
  await record(admin, [
    entry('user.named', 'user', own),
    { ...entry('user.named', 'user', foreign), outcome: 'refused', gate: 'tenant', reason: 'not_there' },
    { ...entry('user.named', 'user', 0), subject: { type: 'user', id: 'ILSHIN' } },
    { ...entry('user.named', 'user', own), outcome: 'refused', gate: 'permission', reason: 'role_lacks_function' },
    { ...entry('user.named', 'user', own), outcome: 'refused', gate: 'tenant', reason: 'not_there' },
    { ...entry('user.named', 'user', own), outcome: 'refused', gate: 'row', reason: 'not_owner' },
    entry('user.named', 'thing', own),
    // As nothing of the house would record it: the name stays where it belongs all the same.
    entry('user.named', 'user', foreign),
  ]);
  const found = await items('?action=user.named');
  expect(found.map(({ subject, subjectName }) => [subject?.id, subjectName])).toEqual([
    [foreign, null],
    [own, null],
    [own, '김하나'],
    [own, null],
    [own, null],
    ['ILSHIN', null],
    [foreign, null],
    [own, '김하나'],
  ]);
  const named = async (name: string) =>
    (await items(`?subject=user:${encodeURIComponent(name)}`)).map(({ action, gate }) => [action, gate]);
  expect(await named('김하나')).toEqual([
    ['user.named', 'row'],
    ['user.named', null],
  ]);
  const [capital] = await database.asAdmin(
    `insert into madang.account (tenant_id, login, name, locale) values ($1, 'kim', 'KIM-7', 'ko') returning id`,
    [tenant],
  );
  await record(admin, [entry('user.called', 'user', Number(capital?.id))]);
  for (const name of ['KIM-7', 'kim-7', String(capital?.id)])
    expect(await named(name)).toEqual([['user.called', null]]);
  const calledSo = `?subject=user:${encodeURIComponent('김하나')}&action=user.named&action=user.called&limit=1`;
  const { nextCursor } = (await get(admin, calledSo)).json();
  expect((await items(`${calledSo}&cursor=${nextCursor}`)).map(({ gate }) => gate)).toEqual([null]);
  expect(await named('ILSHIN')).toEqual([['user.named', null]]);
  expect(await named('남의 사람')).toEqual([]);
  expect(await named("x') or true --")).toEqual([]);
  const file = await app.inject({ url: '/api/audit/export?action=user.named', headers: admin.headers });
  expect(file.body.split('\r\n').filter((line) => line.includes('김하나'))).toHaveLength(2);
  expect(file.body).not.toContain('남의 사람');
  const ofOne = await app.inject({
    url: `/api/audit/export?subject=user:${encodeURIComponent('김하나')}&action=user.named&action=user.called`,
    headers: admin.headers,
  });
  expect(ofOne.body.trimEnd().split('\r\n')).toHaveLength(3);
  const one = await app.inject({ url: `/api/audit/${found.at(-1)?.id}`, headers: admin.headers });
  expect(one.json().subjectName).toBe('김하나');
  expect((await get(admin, '?action=user.named')).body).not.toContain('남의 사람');
});
