import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTryApp, type TryApp } from '#platform/http/testing/try-app.ts';

let house: TryApp;
let port: number;
beforeAll(async () => {
  house = await startTryApp({ port: 0 });
  await house.app.listen({ host: '127.0.0.1', port: 0 });
  port = house.app.addresses().map((address) => (typeof address === 'string' ? 0 : address.port))[0] ?? 0;
});
afterAll(() => house.close());

/** Writes to a socket and answers all that comes back until the other side ends. */
const talk = (text: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
    socket.write(text);
  });

test('what is not HTTP gets a problem document and the end of the connection', async () => {
  const heard = await talk('NONSENSE\r\n\r\n');
  expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(heard).toContain('application/problem+json');
  expect(heard).toContain('"code":"http.malformed"');
});

test('a head that is too large is 431', async () => {
  const heard = await talk(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(heard).toMatch(/^HTTP\/1\.1 431 /);
  expect(heard).toContain('http.headers_too_large');
});

test('two lengths, and a length beside chunks, are refused: nobody behind a proxy is sent into another request', async () => {
  const head = `POST /api/greetings HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`;
  const both = await talk(`${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
  expect(both).toMatch(/^HTTP\/1\.1 400 /);
  const twice = await talk(`${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`);
  expect(twice).toMatch(/^HTTP\/1\.1 400 /);
});

test('two Hosts are refused, whichever of them is ours', async () => {
  for (const hosts of [
    `Host: localhost:${port}\r\nhost: evil.example`,
    `HOST: evil.example\r\nHost: localhost:${port}`,
  ]) {
    expect(await talk(`GET / HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  }
});

test('without a Host there is no answer but 400', async () => {
  expect(await talk('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});

test('where the system chose the port, its Origin is known', async () => {
  const host = `127.0.0.1:${port}`;
  const answer = await fetch(`http://${host}/api/things`, { headers: { cookie: house.admin.headers.cookie } });
  expect(answer.status).toBe(200);
});

test('slow heads and bodies, and too many connections, have limits', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections } = house.app.server;
  expect(headersTimeout).toBeLessThanOrEqual(20_000);
  expect(requestTimeout).toBeLessThanOrEqual(120_000);
  expect(timeout).toBeGreaterThan(0);
  expect(keepAliveTimeout).toBeGreaterThan(0);
  expect(maxConnections).toBeGreaterThan(0);
});

test('closing finishes the request that runs and takes no new one', async () => {
  const other = await startTryApp({ port: 0 });
  await other.app.listen({ host: '127.0.0.1', port: 0 });
  const url = other.app.listeningOrigin;
  const headers = { cookie: other.admin.headers.cookie, origin: url };
  const running = fetch(`${url}/api/slow-things`, { method: 'POST', headers });
  await sleep(150);
  const closed = other.app.close();
  await sleep(50);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect((await running).status).toBe(204);
  const answeredAt = performance.now();
  await closed;
  expect(performance.now() - answeredAt).toBeLessThan(3000);
  await other.close();
});
