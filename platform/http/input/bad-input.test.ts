import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTryApp, type TryApp } from '#platform/http/testing/try-app.ts';

let house: TryApp;
beforeAll(async () => {
  house = await startTryApp();
});
afterAll(() => house.close());

const post = (payload: string | Buffer | object, headers: object = {}, url = '/api/things') =>
  house.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...house.admin.headers, 'content-type': 'application/json', ...headers },
  });
const fieldsOf = async (payload: string | Buffer | object) => {
  const answer = await post(payload);
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const { code, errors = [] } = answer.json();
  return [code, ...errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`)];
};

test('an unknown field is named, at any depth', async () => {
  expect(await fieldsOf({ name: 'x', colour: 'red' })).toEqual(['http.invalid', '/colour additionalProperty']);
  expect(await fieldsOf({ name: 'x', parts: [{ label: 'a' }, { label: 'b', weight: 1 }] })).toEqual([
    'http.invalid',
    '/parts/1/weight additionalProperty',
  ]);
});

test('every wrong field is named at once', async () => {
  expect(await fieldsOf({ color: 'green', size: '5' })).toEqual([
    'http.invalid',
    '/name required',
    '/color enum',
    '/size type',
  ]);
  expect(await fieldsOf({ name: 'x'.repeat(10_000) })).toEqual(['http.invalid', '/name maxLength']);
  expect(await fieldsOf({ name: 5 })).toEqual(['http.invalid', '/name type']);
});

test('a body of wrong kind is refused', async () => {
  expect(await fieldsOf('[]')).toEqual(['http.invalid', ' type']);
  expect(await fieldsOf('"text"')).toEqual(['http.invalid', ' type']);
  expect(await fieldsOf('')).toEqual(['http.invalid', ' required']);
  expect(await fieldsOf('{"name": ')).toEqual(['http.not_json']);
  expect(await fieldsOf("{'name': 1}")).toEqual(['http.not_json']);
});

test('bytes and characters that cannot be kept are refused, and named', async () => {
  expect(await fieldsOf(Buffer.from('{"name":"\xff\xfe"}', 'latin1'))).toEqual(['http.not_utf8']);
  expect(await fieldsOf(Buffer.from('{"name":"\xed\xa0\x80"}', 'latin1'))).toEqual(['http.not_utf8']);
  expect(await fieldsOf('{"name":"a\\u0000b"}')).toEqual(['http.invalid', '/name characters']);
  expect(await fieldsOf('{"name":"a\\ud800b"}')).toEqual(['http.invalid', '/name characters']);
  expect(await fieldsOf('{"name":"x","parts":[{"label":"\\udc00"}]}')).toEqual([
    'http.invalid',
    '/parts/0/label characters',
  ]);
  expect((await post('{"name":"\\ud83d\\ude00 ok"}')).statusCode).toBe(201);
});

test('numbers that would lose digits, depth and __proto__ are refused', async () => {
  expect(await fieldsOf('{"name":"x","size":9007199254740993}')).toEqual(['http.invalid', '/size range']);
  expect(await fieldsOf('{"name":"x","size":1e999}')).toEqual(['http.invalid', '/size range']);
  expect(await fieldsOf('{"name":"x","size":1.5}')).toEqual(['http.invalid', '/size type']);
  expect((await fieldsOf(`{"name":${'['.repeat(40)}${']'.repeat(40)}}`))[1]).toMatch(/^\/name(\/0)+ depth$/);
  expect(await fieldsOf('{"name":"x","__proto__":{"isAdmin":true}}')).toEqual([
    'http.invalid',
    '/__proto__ additionalProperty',
  ]);
});

test('a body that is too large, encoded or of another type is refused by its status', async () => {
  const large = await post({ name: 'x'.repeat(1024 * 1024) });
  expect([large.statusCode, large.json().code]).toEqual([413, 'http.body_too_large']);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'nonsense',
    'application/json; charset=euc-kr',
  ]) {
    const answer = await post('{"name":"x"}', { 'content-type': type });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'http.media_type']);
  }
  const encoded = await post('{"name":"x"}', { 'content-encoding': 'gzip' });
  expect([encoded.statusCode, encoded.json().code]).toEqual([415, 'http.content_encoding']);
});

test('a body where none is known is refused', async () => {
  const answer = await post({ force: true }, {}, '/api/slow-things');
  expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, '/force']);
});

const getErrors = async (url: string) => {
  const answer = await house.app.inject({ url, headers: house.admin.headers });
  return [
    answer.statusCode,
    ...(answer.json().errors ?? []).map((error: { path: string; code: string }) => `${error.path} ${error.code}`),
  ];
};

test('queries and parameters are coerced only from their plain spelling, and unknown names are refused', async () => {
  expect((await getErrors('/api/things?limit=5'))[0]).toBe(200);
  expect((await getErrors('/api/things?color=red'))[0]).toBe(200);
  expect((await getErrors('/api/things?color=red&color=blue'))[0]).toBe(200);
  expect(await getErrors('/api/things?limit=0x10')).toEqual([400, '/limit type']);
  expect(await getErrors('/api/things?limit=1e1')).toEqual([400, '/limit type']);
  expect(await getErrors('/api/things?limit=')).toEqual([400, '/limit type']);
  expect(await getErrors('/api/things?limit=5&limit=6')).toEqual([400, '/limit type']);
  expect(await getErrors('/api/things?limit=201')).toEqual([400, '/limit maximum']);
  expect(await getErrors('/api/things?colour=red')).toEqual([400, '/colour additionalProperty']);
  expect(await getErrors('/api/things?__proto__=1')).toEqual([400, '/__proto__ additionalProperty']);
  expect(await getErrors('/api/things?color=%00')).toEqual([400, '/color characters']);
  expect(await getErrors('/api/things/abc')).toEqual([400, '/id type']);
  expect(await getErrors('/api/things/0')).toEqual([400, '/id minimum']);
  expect(await getErrors('/api/things/99999999999999999')).toEqual([400, '/id type']);
});

test('a path or a query that does not decode is a 400 with all headers', async () => {
  for (const url of ['/api/things/%', '/api/things?color=%zz', '/api/%ff']) {
    const answer = await house.app.inject({ url, headers: house.admin.headers });
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 400, 'http.bad_url']);
    expect(answer.headers['request-id']).toBe(answer.json().requestId);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  }
});

test('an error that nobody expected says nothing of itself', async () => {
  const answer = await house.app.inject({ url: '/api/failure', headers: { host: 'localhost:4000' } });
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'http.internal']);
  expect(answer.body).not.toContain('secret');
});

test('no generated body brings the server to a 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const { statusCode } = await post(JSON.stringify(value));
      expect(statusCode === 201 || statusCode === 400).toBe(true);
    }),
    { numRuns: 200 },
  );
});
