import { afterAll, beforeAll, expect, test } from 'vitest';
import { http } from '#platform/http/module.ts';
import { startTryApp, type TryApp } from '#platform/http/testing/try-app.ts';

let house: TryApp;
beforeAll(async () => {
  house = await startTryApp();
});
afterAll(() => house.close());

type Options = { readonly key?: string; readonly headers?: object; readonly method?: 'POST' | 'PATCH' };
const send = (url: string, payload: object | undefined, { key, headers, method = 'POST' }: Options = {}) =>
  house.app.inject({
    method,
    url,
    headers: { ...house.admin.headers, ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    ...(payload === undefined ? {} : { payload }),
  });
const countThings = async (name: string): Promise<number> => {
  const [row] = await house.database.asAdmin('select count(*)::int as n from madang.thing where name = $1', [name]);
  return Number(row?.n);
};

test('a change is answered with its place and its ETag, and leaves an audit row', async () => {
  const made = await send('/api/things', { name: 'a lamp' });
  expect(made.statusCode).toBe(201);
  const { id } = made.json();
  expect(made.headers).toMatchObject({ location: `/api/things/${id}`, etag: expect.stringMatching(/^"1\./) });
  const [row] = await house.database.asAdmin('select * from madang.audit where subject_id = $1', [String(id)]);
  expect(row).toMatchObject({
    action: 'thing.create',
    outcome: 'allowed',
    channel: 'web',
    request_id: made.headers['request-id'],
  });
});

for (const path of ['/api/things', '/api/combined-things']) {
  test(`${path}: the same key gives the same answer and does nothing twice`, async () => {
    const name = `once ${path.length}`;
    const first = await send(path, { name }, { key: `once${path}` });
    const again = await send(path, { name }, { key: `once${path}` });
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json()).toEqual(first.json());
    expect(again.headers.location).toBe(first.headers.location);
    expect(again.headers.etag).toBe(first.headers.etag);
    expect(await countThings(name)).toBe(1);
  });

  test(`${path}: the same key with another body is 422`, async () => {
    await send(path, { name: 'first' }, { key: `other${path}` });
    const answer = await send(path, { name: 'second' }, { key: `other${path}` });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'http.idempotency_mismatch']);
    expect(await countThings('second')).toBe(0);
  });

  test(`${path}: of many at once with one key, one is done`, async () => {
    const name = `race ${path.length}`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(path, { name }, { key: `race${path}` })));
    expect(await countThings(name)).toBe(1);
    const statuses = answers.map((answer) => answer.statusCode);
    expect(statuses).toContain(201);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
  });
}

test('a key belongs to one principal and one route', async () => {
  await send('/api/things', { name: 'mine' }, { key: 'shared' });
  const other = await send('/api/things', { name: 'yours' }, { key: 'shared', headers: house.engineer.headers });
  const elsewhere = await send('/api/combined-things', { name: 'elsewhere' }, { key: 'shared' });
  expect([other.statusCode, elsewhere.statusCode]).toEqual([201, 201]);
});

test('while the first one runs, a second one with its key is told so', async () => {
  const running = send('/api/slow-things', undefined, { key: 'slow' });
  await new Promise((resolve) => setTimeout(resolve, 150));
  const second = await send('/api/slow-things', undefined, { key: 'slow' });
  expect([second.statusCode, second.json().code]).toEqual([409, 'http.idempotency_running']);
  expect((await running).statusCode).toBe(204);
  expect((await send('/api/slow-things', undefined, { key: 'slow' })).statusCode).toBe(204);
});

test('what failed is not kept: the same key may try again', async () => {
  const refused = await send('/api/things', { name: 'taken' }, { key: 'again' });
  expect([refused.statusCode, refused.json().errors[0].path]).toEqual([422, '/name']);
  const other = await send('/api/things', { name: 'free' }, { key: 'again' });
  expect(other.statusCode).toBe(201);
});

test('a replay asks the gates again', async () => {
  const id = await house.putThing(house.customer.tenantId, 'lent', house.customer.userId);
  const touch = () => send(`/api/things/${id}/touch`, undefined, { key: 'gate', headers: house.customer.headers });
  expect((await touch()).statusCode).toBe(204);
  expect((await touch()).statusCode).toBe(204);
  await house.database.asAdmin('update madang.thing set owner_id = $1 where id = $2', [house.admin.userId, id]);
  expect((await touch()).statusCode).toBe(404);
});

test('an answer with a secret is shown once and never kept', async () => {
  const first = await send('/api/thing-keys', undefined, { key: 'secret' });
  expect(first.statusCode).toBe(201);
  const again = await send('/api/thing-keys', undefined, { key: 'secret' });
  expect([again.statusCode, again.json().code]).toEqual([409, 'http.secret_shown']);
  const rows = await house.database.asAdmin("select * from madang.idempotency_key where key = 'secret'");
  expect(JSON.stringify(rows)).not.toContain('shown-');
});

test('a key that is no key is 400; one that is too old is forgotten', async () => {
  for (const key of ['with space', 'é', 'x'.repeat(256)]) {
    const answer = await send('/api/things', { name: 'never' }, { key });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.idempotency_key_invalid']);
  }
  await send('/api/things', { name: 'old' }, { key: 'old' });
  await house.database.asAdmin(
    "update madang.idempotency_key set created_at = now() - interval '25 hours' where key = 'old'",
  );
  await send('/api/things', { name: 'old' }, { key: 'old' });
  expect(await countThings('old')).toBe(2);
});

test('PATCH needs If-Match, and refuses a stale one', async () => {
  const id = await house.putThing(house.admin.tenantId, 'a shelf', house.admin.userId);
  const url = `/api/things/${id}`;
  const patch = (name: string, ifMatch?: string) =>
    send(url, { name }, { method: 'PATCH', headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });
  expect((await patch('no')).json()).toMatchObject({ status: 428, code: 'http.if_match_required' });
  const { etag } = (await house.app.inject({ url, headers: house.admin.headers })).headers;
  const changed = await patch('changed', String(etag));
  expect([changed.statusCode, changed.json().version]).toEqual([200, 2]);
  expect(changed.headers.etag).toMatch(/^"2\./);
  expect((await patch('late', String(etag))).json()).toMatchObject({ status: 412, code: 'http.if_match_stale' });
  expect((await patch('by version', '"2"')).statusCode).toBe(200);
  expect((await patch('any', '*')).statusCode).toBe(200);
  expect((await patch('unquoted', '4')).statusCode).toBe(412);
});

test('If-Match is asked after the gates and before the rules', async () => {
  const foreign = await house.putThing(house.stranger.tenantId, 'theirs', house.stranger.userId);
  const own = await house.putThing(house.admin.tenantId, 'ours', house.admin.userId);
  const statusOf = async (id: number, name: string, headers: object) =>
    (await send(`/api/things/${id}`, { name }, { method: 'PATCH', headers })).statusCode;
  expect(await statusOf(foreign, 'x', {})).toBe(404);
  expect(await statusOf(own, 'wrong', { 'if-match': '"9"' })).toBe(412);
  expect(await statusOf(own, 'wrong', { 'if-match': '"1"' })).toBe(422);
  expect(await statusOf(own, 'x', { ...house.engineer.headers })).toBe(403);
  expect((await send(`/api/things/${own}/touch`, undefined, { headers: { 'if-match': '"7"' } })).statusCode).toBe(412);
});

test('group commit answers each call with its own document', async () => {
  const names = Array.from({ length: 40 }, (_, number) => `batch ${number}`);
  const people = [house.admin, house.engineer, house.customer];
  const answers = await Promise.all(
    names.map((name, number) => send('/api/combined-things', { name }, { headers: people[number % 3]?.headers ?? {} })),
  );
  expect(answers.map((answer) => answer.json().name)).toEqual(names);
  const rows = await house.database.asAdmin(
    "select t.name, t.owner_id from madang.thing t where t.name like 'batch %' order by t.id",
  );
  expect(rows.length).toBe(40);
  for (const row of rows) {
    expect(Number(row.owner_id)).toBe(people[Number(String(row.name).slice(6)) % 3]?.userId);
  }
});

test('in a batch, who is no longer alive is refused alone', async () => {
  const [row] = await house.database.asAdmin('select * from madang.acting where id = $1', [house.engineer.actingId]);
  expect((await send('/api/combined-things', { name: 'warm' }, { headers: house.engineer.headers })).statusCode).toBe(
    201,
  );
  await house.database.asAdmin("update madang.acting set expires_at = now() - interval '1 s' where id = $1", [row?.id]);
  const answers = await Promise.all([
    send('/api/combined-things', { name: 'fine 1' }),
    send('/api/combined-things', { name: 'gone' }, { headers: house.engineer.headers }),
    send('/api/combined-things', { name: 'fine 2' }),
  ]);
  expect(answers.map((answer) => answer.statusCode)).toEqual([201, 401, 201]);
  expect(await countThings('gone')).toBe(0);
  await house.database.asAdmin("update madang.acting set expires_at = now() + interval '1 day' where id = $1", [
    row?.id,
  ]);
});

test('answers are forgotten after a day', async () => {
  await send('/api/things', { name: 'forgotten' }, { key: 'forgotten' });
  await send('/api/things', { name: 'kept' }, { key: 'kept' });
  await house.database.asAdmin(
    "update madang.idempotency_key set created_at = now() - interval '25 hours' where key = 'forgotten'",
  );
  await http.jobs?.[0]?.run({ kernel: house.kernel } as never, {});
  const rows = await house.database.asAdmin(
    "select key from madang.idempotency_key where key in ('forgotten', 'kept') order by key",
  );
  expect(rows.map((row) => row.key)).toEqual(['kept']);
});
