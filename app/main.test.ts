import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase, testMasterKey } from '#platform/testing/database.ts';

// Processes are started here, one after another, on machines that are busy.
vi.setConfig({ testTimeout: 120_000 });

const main = resolve(import.meta.dirname, 'main.ts');
let database: TestDatabase;
let folder: string;
let port: number;
let server: ChildProcess;
let output = '';
let environment: NodeJS.ProcessEnv;

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const command = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [main, ...args], { env: environment }, (error, stdout, stderr) => {
      done({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'madang-main-'));
  port = await freePort();
  environment = {
    PATH: process.env.PATH,
    PORT: String(port),
    DATABASE_URL: database.url,
    MADANG_DATA: join(folder, 'data'),
    MADANG_MASTER_KEY: Buffer.from(testMasterKey).toString('base64'),
  };
  server = spawn(process.execPath, [main, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (bytes) => (output += bytes));
  for (let tries = 0; tries < 300 && server.exitCode === null && !output.includes('Madang is at'); tries += 1)
    await sleep(100);
});
afterAll(async () => {
  server.kill('SIGKILL');
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('usage is told, and wrong usage is 2', async () => {
  expect(await command('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: main.ts COMMAND') });
  expect((await command()).code).toBe(2);
  expect(await command('nonsense')).toMatchObject({ code: 2, stderr: expect.stringContaining('no command nonsense') });
  expect((await command('serve', '--nonsense')).code).toBe(2);
  expect((await command('serve', 'extra')).code).toBe(2);
  expect(await command('serve', '--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--role web') });
});

test('the OpenAPI document is printed without a database', async () => {
  const { code, stdout } = await command('openapi', '--json');
  expect([code, JSON.parse(stdout).openapi]).toEqual([0, '3.1.0']);
});

test('a server says where it is, and is ready', async () => {
  expect(output).toContain(`Madang is at http://localhost:${port}`);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  const answer = await fetch(`http://127.0.0.1:${port}/api/tickets`);
  expect(answer.status).toBe(401);
});

test('what cannot be started is refused in a sentence', async () => {
  const taken = await command('serve');
  expect([taken.code, taken.stderr.trim()]).toEqual([1, `Port ${port} of 127.0.0.1 is taken: another PORT helps.`]);
});

test('a server that is told to stop ends in order', async () => {
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect(code).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});
