import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTryApp, type TryApp } from '#platform/http/testing/try-app.ts';

let house: TryApp;
let webDir: string;
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'madang-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(
    join(webDir, 'index.html'),
    '<style nonce="__CSP_NONCE__"></style><div id="root" nonce="__CSP_NONCE__"></div>',
  );
  await writeFile(join(webDir, 'assets', 'main-abc.js'), 'plain');
  await writeFile(join(webDir, 'assets', 'main-abc.js.br'), 'brotli');
  await writeFile(join(webDir, 'mark.svg'), '<svg/>');
  house = await startTryApp({ webDir, metricsToken: 'a-token-of-metrics' });
});
afterAll(async () => {
  await house.close();
  await rm(webDir, { recursive: true });
});

const host = 'localhost:4000';
const get = (url: string, headers: object = {}) => house.app.inject({ url, headers: { host, ...headers } });

test('/healthz and /readyz answer under any Host; details and /metrics only here or with the token', async () => {
  expect((await get('/healthz', { host: '10.0.0.7:4000' })).json()).toEqual({ status: 'ok' });
  expect((await get('/readyz', { host: '10.0.0.7:4000' })).statusCode).toBe(200);
  expect((await get('/metrics')).body).toContain('madang_http_request_seconds_bucket');
  expect((await get('/metrics', { host: 'evil.example' })).statusCode).toBe(404);
  expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).statusCode).toBe(404);
  const token = { authorization: 'Bearer a-token-of-metrics', 'x-forwarded-for': '203.0.113.9' };
  expect((await get('/metrics', token)).statusCode).toBe(200);
  expect((await get('/metrics', { authorization: 'Bearer another' })).statusCode).toBe(404);
});

test('metrics name route patterns, never ids or tenants', async () => {
  await get('/api/things/12345678', house.admin.headers);
  await get('/nowhere/87654321.txt');
  const { body } = await get('/metrics');
  expect(body).toContain('route="/api/things/:id"');
  expect(body).not.toMatch(/12345678|87654321|HERE/);
});

test('the OpenAPI document holds every route with its schemas', async () => {
  const document = (await get('/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const { post } = document.paths['/api/things'];
  expect(post.requestBody.content['application/json'].schema).toMatchObject({
    additionalProperties: false,
    required: ['name'],
  });
  expect(post['x-access']).toBe('thing.create');
  expect(document.paths['/api/things/{id}'].patch.parameters.map((one: { name: string }) => one.name)).toEqual([
    'id',
    'If-Match',
  ]);
  expect(document.paths['/api/greetings'].post.security).toEqual([]);
});

test('the reference is a page of its own under the policy', async () => {
  const page = await get('/api/docs');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<code>/api/things/{id}</code>');
  expect(page.body).not.toMatch(/<script(?! src)|\son\w+=/);
  const nonce = /nonce="([^"]+)"/.exec(page.body)?.[1];
  expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect((await get('/api/docs/search.js')).headers['content-type']).toContain('javascript');
});

test('every page carries its own nonce and the whole policy', async () => {
  const [one, two] = [await get('/'), await get('/tickets/12?tab=notes', { accept: 'text/html' })];
  expect([one.statusCode, two.statusCode]).toEqual([200, 200]);
  const nonces = [one, two].map((page) => /nonce="([^"]+)"/.exec(page.body)?.[1]);
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(two.body).not.toContain('__CSP_NONCE__');
  const policy = String(two.headers['content-security-policy']);
  expect(policy).toContain(`'nonce-${nonces[1]}'`);
  for (const part of [
    "script-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(two.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  });
});

test('files come from memory, in the encoding that is there and asked for', async () => {
  const plain = await get('/assets/main-abc.js');
  expect([plain.body, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable']);
  const brotli = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' });
  expect([brotli.body, brotli.headers['content-encoding']]).toEqual(['brotli', 'br']);
  expect((await get('/mark.svg')).headers['content-type']).toBe('image/svg+xml');
  expect((await get('/assets/gone.js')).statusCode).toBe(404);
  expect((await get('/../package.json', { accept: 'text/html' })).body).not.toContain('madang"');
});

test('what is not there is a problem document; what is there in another way says in which', async () => {
  const nowhere = await get('/api/nowhere', { accept: 'text/html' });
  expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, 'http.not_found']);
  const wrong = await house.app.inject({ method: 'DELETE', url: '/api/things', headers: { host } });
  expect([wrong.statusCode, wrong.headers.allow, wrong.json().code]).toEqual([
    405,
    'GET, HEAD, POST, OPTIONS',
    'http.method_not_allowed',
  ]);
  const options = await house.app.inject({
    method: 'OPTIONS',
    url: '/api/things',
    headers: { host, origin: 'https://evil.example' },
  });
  expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  expect(Object.keys(options.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  const post = await house.app.inject({ method: 'POST', url: '/nowhere', headers: { host }, payload: 'text' });
  expect([post.statusCode, post.json().code]).toEqual([404, 'http.not_found']);
});

test('without a built web app there is still a page', async () => {
  const bare = await startTryApp();
  const page = await bare.app.inject({ url: '/', headers: { host } });
  expect([page.statusCode, page.body.includes('<div id="root">')]).toEqual([200, true]);
  await bare.close();
});
