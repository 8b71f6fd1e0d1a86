import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTryApp, type TryApp } from '#platform/http/testing/try-app.ts';
import { arrangeActor } from '#platform/testing/actors.ts';

let house: TryApp;
beforeAll(async () => {
  house = await startTryApp();
});
afterAll(() => house.close());

type Method = 'GET' | 'POST';
const ask = async (headers: object, method: Method = 'GET', url = '/api/things') => {
  const payload = method === 'POST' ? { name: 'x' } : undefined;
  const answer = await house.app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) });
  return [answer.statusCode, answer.statusCode < 400 ? '' : answer.json().code];
};

test('nobody is 401; so is a credential that is not one', async () => {
  const host = 'localhost:4000';
  expect(await ask({ host })).toEqual([401, 'access.sign_in_needed']);
  expect(await ask({ host, cookie: 'madang_session=nonsense' })).toEqual([401, 'access.session_ended']);
  expect(await ask({ host, authorization: 'Bearer nonsense' })).toEqual([401, 'access.session_ended']);
  expect(await ask({ host, cookie: `madang_session=1.${'A'.repeat(43)}` })).toEqual([401, 'access.session_ended']);
});

test('only the names of the house are answered', async () => {
  const { host: _, ...others } = house.admin.headers;
  for (const host of ['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'LOCALHOST:4000']) {
    expect((await ask({ ...others, host }))[0]).toBe(200);
  }
  for (const host of ['evil.example', 'localhost', 'localhost:4001', 'localhost.evil.example:4000']) {
    expect(await ask({ ...others, host })).toEqual([421, 'http.wrong_host']);
  }
});

test('a change by cookie comes from a page of the house', async () => {
  const { origin, ...others } = house.admin.headers;
  expect((await ask({ ...others, origin }, 'POST'))[0]).toBe(201);
  expect((await ask({ ...others, 'sec-fetch-site': 'same-origin' }, 'POST'))[0]).toBe(201);
  const foreign = [403, 'http.foreign_origin'];
  expect(await ask(others, 'POST')).toEqual(foreign);
  expect(await ask({ ...others, origin: 'https://evil.example' }, 'POST')).toEqual(foreign);
  expect(await ask({ ...others, origin: 'null' }, 'POST')).toEqual(foreign);
  expect(await ask({ ...others, origin: 'http://localhost:4001' }, 'POST')).toEqual(foreign);
  expect(await ask({ ...others, 'sec-fetch-site': 'cross-site' }, 'POST')).toEqual(foreign);
  expect(await ask({ ...others, 'sec-fetch-site': 'none' }, 'POST')).toEqual(foreign);
  expect((await ask({ ...others, origin: 'https://evil.example' }))[0]).toBe(200);
});

test('a public change is refused to foreign pages, and open to programs', async () => {
  const host = 'localhost:4000';
  expect((await ask({ host }, 'POST', '/api/greetings'))[0]).toBe(201);
  expect((await ask({ host, origin: 'http://localhost:4000' }, 'POST', '/api/greetings'))[0]).toBe(201);
  expect(await ask({ host, origin: 'https://evil.example' }, 'POST', '/api/greetings')).toEqual([
    403,
    'http.foreign_origin',
  ]);
  expect(await ask({ host, 'sec-fetch-site': 'same-site' }, 'POST', '/api/greetings')).toEqual([
    403,
    'http.foreign_origin',
  ]);
});

test('a tab that believes to be in another tenant reads and writes nothing', async () => {
  expect((await ask({ ...house.admin.headers, 'madang-tenant': 'HERE' }))[0]).toBe(200);
  const changed = [409, 'access.tenant_changed'];
  expect(await ask({ ...house.admin.headers, 'madang-tenant': 'THERE' })).toEqual(changed);
  expect(await ask({ ...house.admin.headers, 'madang-tenant': 'THERE' }, 'POST')).toEqual(changed);
});

test('what a role may not do is 403 and on record', async () => {
  const id = await house.putThing(house.engineer.tenantId, 'a door', house.admin.userId);
  const answer = await ask(house.engineer.headers, 'POST', `/api/things/${id}/touch`);
  expect(answer[0]).toBe(400);
  const touched = await house.app.inject({
    method: 'POST',
    url: `/api/things/${id}/touch`,
    headers: house.engineer.headers,
  });
  expect([touched.statusCode, touched.json().code]).toEqual([403, 'access.role_lacks_function']);
  expect((await house.refusals()).at(-1)).toMatchObject({ gate: 'permission', subject_id: String(id), method: 'POST' });
});

test('a session that ends is over at the next request, although this process knows it', async () => {
  const actor = await arrangeActor(house.database, house.admin.tenantId, 'PM');
  expect((await ask(actor.headers))[0]).toBe(200);
  await house.database.asAdmin('delete from madang.acting where id = $1', [actor.actingId]);
  expect(await ask(actor.headers)).toEqual([401, 'access.session_ended']);
  expect(await ask(actor.headers, 'POST')).toEqual([401, 'access.session_ended']);
});

test('a change of role is in force at the next request, whichever way it goes', async () => {
  const actor = await arrangeActor(house.database, house.admin.tenantId, 'CUSTOMER');
  const url = '/api/things/1/notes';
  expect((await ask(actor.headers, 'GET', url))[0]).toBe(404);
  await house.database.asAdmin("update madang.acting set role = 'PM', version = version + 1 where id = $1", [
    actor.actingId,
  ]);
  expect((await ask(actor.headers, 'GET', url))[0]).toBe(200);
  await house.database.asAdmin("update madang.acting set role = 'CUSTOMER', version = version + 1 where id = $1", [
    actor.actingId,
  ]);
  expect((await ask(actor.headers, 'GET', url))[0]).toBe(404);
});

test('the users of a suspended tenant are out at once', async () => {
  const [tenant] = await house.database.asAdmin(
    "insert into madang.tenant (code, name) values ('CLOSING', 'closing') returning id",
  );
  const actor = await arrangeActor(house.database, Number(tenant?.id), 'ADMIN');
  expect((await ask(actor.headers))[0]).toBe(200);
  await house.database.asAdmin("update madang.tenant set status = 'suspended' where code = 'CLOSING'");
  expect(await ask(actor.headers)).toEqual([401, 'access.session_ended']);
});

test('more than 64 requests of one principal in flight are 429 with Retry-After', async () => {
  const slow = () => house.app.inject({ method: 'POST', url: '/api/slow-things', headers: house.stranger.headers });
  const answers = await Promise.all(Array.from({ length: 70 }, slow));
  const refused = answers.filter((answer) => answer.statusCode === 429);
  expect(refused.length).toBe(6);
  expect(refused[0]?.headers['retry-after']).toBe('1');
  expect((await ask(house.stranger.headers))[0]).toBe(200);
});

test('MADANG_URL alone decides names, origins and HSTS', async () => {
  const other = await startTryApp({ publicUrl: 'https://madang.example' });
  const { cookie } = other.admin.headers;
  const statusOf = async (host: string, origin: string) =>
    (
      await other.app.inject({
        method: 'POST',
        url: '/api/things',
        headers: { host, origin, cookie },
        payload: { name: 'x' },
      })
    ).statusCode;
  expect(await statusOf('madang.example', 'https://madang.example')).toBe(201);
  expect(await statusOf('madang.example', 'http://madang.example')).toBe(403);
  expect(await statusOf('localhost:4000', 'http://localhost:4000')).toBe(421);
  const page = await other.app.inject({ url: '/', headers: { host: 'madang.example' } });
  expect(page.headers['strict-transport-security']).toContain('max-age=');
  await other.close();
});

test('X-Forwarded-For and X-Forwarded-Host count from trusted proxies only', async () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'madang.example' };
  const addressOf = async (trusted: string[]) => {
    const other = await startTryApp({ publicUrl: 'https://madang.example', trustedProxies: trusted });
    const headers = { ...other.admin.headers, ...forwarded, host: trusted.length > 0 ? 'inner:1' : 'madang.example' };
    await other.app.inject({ url: '/api/things/123456', headers });
    const [row] = await other.refusals();
    await other.close();
    return row?.address;
  };
  expect(await addressOf([])).toBe('127.0.0.1');
  expect(await addressOf(['127.0.0.1/8'])).toBe('203.0.113.9');
});
