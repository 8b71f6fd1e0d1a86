import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTryApp, type TryApp } from '#platform/http/testing/try-app.ts';

let house: TryApp;
beforeAll(async () => {
  house = await startTryApp();
});
afterAll(() => house.close());

const get = (url: string, headers: object = house.admin.headers) =>
  house.app.inject({ method: 'GET', url, headers: { ...headers } });

test('a read answers what its schema names and nothing else', async () => {
  const id = await house.putThing(house.admin.tenantId, 'a chair', house.admin.userId);
  const answer = await get(`/api/things/${id}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ id, name: 'a chair', color: null, version: 1 });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-store',
    'madang-tenant': 'HERE',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['request-id']).toMatch(/^[\w-]{8}-\w+$/);
});

test('a foreign id, an unknown id and a row of somebody else are the same 404, each on record before', async () => {
  const foreign = await house.putThing(house.stranger.tenantId, 'theirs', house.stranger.userId);
  const ofAdmin = await house.putThing(house.admin.tenantId, 'of the admin', house.admin.userId);
  const before = (await house.refusals()).length;
  const answers = [
    await get(`/api/things/${foreign}`, house.customer.headers),
    await get('/api/things/987654321', house.customer.headers),
    await get(`/api/things/${ofAdmin}`, house.customer.headers),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect({ ...answer.json(), requestId: '' }).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status: 404,
      code: 'http.not_found',
      detail: 'There is nothing here.',
      requestId: '',
    });
  }
  const rows = (await house.refusals()).slice(before);
  expect(rows.map((row) => [row.gate, row.action, row.subject_type, row.subject_id])).toEqual([
    ['tenant', 'thing.read', 'thing', String(foreign)],
    ['tenant', 'thing.read', 'thing', '987654321'],
    ['row', 'thing.read', 'thing', String(ofAdmin)],
  ]);
  expect(rows[0]).toMatchObject({ actor_login: house.customer.login, method: 'GET', path: `/api/things/${foreign}` });
});

test('what may not be known of is 404 like a path that is not there', async () => {
  const concealed = await get('/api/things/1/notes', house.customer.headers);
  const nowhere = await get('/api/nowhere', house.customer.headers);
  expect(concealed.statusCode).toBe(404);
  expect({ ...concealed.json(), requestId: '' }).toEqual({ ...nowhere.json(), requestId: '' });
  expect((await house.refusals()).at(-1)).toMatchObject({ gate: 'permission', action: 'thing.note' });
});

test('an answer with an ETag is 304 for whoever has it, and new when the body is', async () => {
  const id = await house.putThing(house.admin.tenantId, 'a table', house.admin.userId);
  const { etag } = (await get(`/api/things/${id}`)).headers;
  expect(etag).toMatch(/^"1\.[\w-]{16}"$/);
  const again = await get(`/api/things/${id}`, { ...house.admin.headers, 'if-none-match': `"x", W/${etag}` });
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
  await house.database.asAdmin("update madang.thing set color = 'red' where id = $1", [id]);
  const changed = await get(`/api/things/${id}`, { ...house.admin.headers, 'if-none-match': etag });
  expect(changed.statusCode).toBe(200);
});

test('a list goes page by page, and each thing comes once', async () => {
  for (let number = 0; number < 7; number += 1) {
    await house.putThing(house.stranger.tenantId, `listed ${number}`, house.stranger.userId);
  }
  const seen: number[] = [];
  let url = '/api/things?limit=3';
  for (let cursor: string | null = ''; cursor !== null; url = `/api/things?limit=3&cursor=${cursor}`) {
    const page = (await get(url, house.stranger.headers)).json();
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items.map((item: { id: number }) => item.id));
    cursor = page.nextCursor;
  }
  expect(seen.length).toBeGreaterThanOrEqual(7);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
});

test('a cursor of another user, filter or list, or an altered one, is 400', async () => {
  for (const name of ['one', 'two', 'three']) await house.putThing(house.admin.tenantId, name, house.admin.userId);
  const { nextCursor } = (await get('/api/things?limit=1')).json();
  const statusOf = async (cursor: string, more = '', headers: object = house.admin.headers) =>
    (await get(`/api/things?limit=1&cursor=${cursor}${more}`, headers)).statusCode;
  expect(await statusOf(nextCursor)).toBe(200);
  expect(await statusOf(nextCursor, '&color=red')).toBe(400);
  expect(await statusOf(nextCursor, '', house.engineer.headers)).toBe(400);
  expect(await statusOf(nextCursor, '', house.stranger.headers)).toBe(400);
  const altered = Buffer.from('[1]').toString('base64url');
  expect(await statusOf(nextCursor.replace(/\.[^.]+\./, `.${altered}.`))).toBe(400);
  const refused = await get('/api/things?cursor=nonsense');
  expect(refused.json()).toMatchObject({ code: 'http.cursor_invalid', errors: [{ path: '/cursor' }] });
});

test('HEAD answers without a body, a stream flows', async () => {
  const head = await house.app.inject({ method: 'HEAD', url: '/api/things', headers: house.admin.headers });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  const stream = await get('/api/thing-stream');
  expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  expect(stream.body).toBe('data: one\n\ndata: two\n\n');
});
