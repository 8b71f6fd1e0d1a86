import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestActor } from '#platform/testing/actors.ts';
import { startTryApp, type TryApp } from '../testing/try-app.ts';

let tried: TryApp;
let address: string;

beforeAll(async () => {
  tried = await startTryApp();
  address = await tried.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  tried.app.server.closeAllConnections();
  await tried.close();
});
afterEach(() => tried.database.asAdmin('delete from madang.thing'));

const ask = (who: Pick<TestActor, 'headers'>, query = '') =>
  tried.app.inject({ url: `/api/things/export${query}`, headers: who.headers });
const here = (): number => tried.admin.tenantId;
const fill = (count: number, name = 'thing ') =>
  tried.database.asAdmin(
    `insert into madang.thing (tenant_id, name, owner_id) select $1, $2 || n, $3 from generate_series(1, $4) n`,
    [here(), name, tried.engineer.userId, count],
  );
const records = async (): Promise<{ reason: string; changes: Record<string, { to: unknown }> }[]> =>
  (await tried.database.asAdmin(
    "select reason, changes from madang.audit where action = 'thing.export' order by id",
  )) as never;
const linesOf = (body: string): string[] => body.slice(1).trimEnd().split('\r\n');

/** Begins to read over a real connection and stops in the middle. */
const begin = async (who: Pick<TestActor, 'headers'>) => {
  const { host: _host, ...headers } = who.headers as Record<string, string>;
  const stop = new AbortController();
  const answer = await fetch(`${address}/api/things/export`, { headers, signal: stop.signal });
  const reader = answer.body?.getReader();
  await reader?.read();
  return { answer, reader, stop };
};

test('a file of many pages holds every row once, with a heading and the mark that Excel needs', async () => {
  await fill(2500);
  const answer = await ask(tried.admin);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  expect(answer.headers['content-disposition']).toMatch(
    /^attachment; filename="HERE-Things-\d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''HERE%20%EB%AC%BC%EA%B1%B4%20\d{4}-\d\d-\d\d\.csv$/,
  );
  expect(answer.body.startsWith('\uFEFF번호,이름\r\n')).toBe(true);
  const names = linesOf(answer.body).slice(1);
  expect(new Set(names).size).toBe(2500);
  expect(names).toHaveLength(2500);
});

test('an empty file is its heading', async () => {
  expect(linesOf((await ask(tried.admin)).body)).toEqual(['번호,이름']);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+82 2', "'+82 2"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', `"'\rx"`],
  ['a,"b"', '"a,""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
])('a cell %j is written %j', async (name, written) => {
  await tried.putThing(here(), name, tried.admin.userId);
  const { body } = await ask(tried.admin);
  expect(body.slice(1).split('\r\n').slice(1, -1).join('\r\n').replace(/^\d+,/, '')).toBe(written);
});

test('who exported, with which filter and how many rows, is on record', async () => {
  await fill(3);
  const before = (await records()).length;
  await ask(tried.admin, '?color=red');
  const [begun, ended] = (await records()).slice(before);
  expect(begun).toMatchObject({ reason: 'begun', changes: { filter: { to: { color: ['red'] } } } });
  expect(ended).toMatchObject({ reason: 'complete', changes: { rows: { to: 3 } } });
});

test('a role without the function is refused, on record, and gets no byte', async () => {
  const answer = await ask(tried.engineer);
  expect(answer.statusCode).toBe(403);
  expect((await tried.refusals()).at(-1)).toMatchObject({ action: 'thing.change', gate: 'permission' });
  expect((await ask({ headers: { ...tried.admin.headers, cookie: '' } })).statusCode).toBe(401);
});

test('the row gate holds: who has own rows only gets own rows only, and another tenant none of them', async () => {
  await fill(2);
  await tried.putThing(here(), 'mine', tried.customer.userId);
  expect(linesOf((await ask(tried.customer)).body).slice(1)).toEqual([expect.stringMatching(/,mine$/)]);
  expect(linesOf((await ask(tried.stranger)).body)).toHaveLength(1);
});

test('an unknown filter is a 400 that names it, and another tenant in the link is a 409', async () => {
  expect((await ask(tried.admin, '?size=1')).json().errors[0].path).toBe('/size');
  expect((await ask(tried.admin, '?tenant=THERE')).json().code).toBe('access.tenant_changed');
  expect((await ask(tried.admin, '?tenant=HERE')).statusCode).toBe(200);
});

test('one export at a time: the second is 429, and when the client leaves the next may begin', {
  timeout: 60_000,
}, async () => {
  await moreThanBuffersHold();
  const before = (await records()).length;
  const { answer, stop } = await begin(tried.admin);
  expect(answer.status).toBe(200);
  const second = await ask(tried.admin);
  expect([second.statusCode, second.json().code]).toEqual([429, 'http.export_running']);
  expect((await ask(tried.customer)).statusCode).toBe(200);
  stop.abort();
  await expect
    .poll(async () => (await records()).slice(before).map(({ reason }) => reason), { timeout: 20_000 })
    .toContain('client_left');
  await tried.database.asAdmin('delete from madang.thing');
  await expect.poll(async () => (await ask(tried.admin)).statusCode, { timeout: 20_000 }).toBe(200);
});

const moreThanBuffersHold = () => fill(60_000, 'a thing with quite a long name '.repeat(4));
const readAll = async ({ reader }: Awaited<ReturnType<typeof begin>>): Promise<void> => {
  for (;;) if ((await reader?.read())?.done !== false) return;
};
const lastReason = async (): Promise<string | undefined> => (await records()).at(-1)?.reason;

test('somebody whose rights were looked at anew in the middle gets the whole file', { timeout: 60_000 }, async () => {
  await moreThanBuffersHold();
  const begun = await begin(tried.admin);
  await tried.database.asAdmin('update madang.acting set version = version + 1 where id = $1', [tried.admin.actingId]);
  await readAll(begun);
  await expect.poll(lastReason, { timeout: 20_000 }).toBe('complete');
});

test('the export of somebody whose session ends is cut off, and says so on record', { timeout: 60_000 }, async () => {
  await moreThanBuffersHold();
  const begun = await begin(tried.admin);
  await tried.database.asAdmin('update madang.acting set expires_at = now() where id = $1', [tried.admin.actingId]);
  await expect(readAll(begun)).rejects.toThrow();
  await expect.poll(lastReason, { timeout: 20_000 }).toBe('no_longer_allowed');
});
