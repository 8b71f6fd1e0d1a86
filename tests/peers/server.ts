import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

export type Server = {
  readonly address: string;
  /** What it wrote so far. */
  readonly log: () => string;
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
};

const demoPassword = 'peers-demo-pass-1';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const isReady = async (address: string): Promise<boolean> =>
  fetch(`${address}/readyz`).then(
    (answer) => answer.status === 200,
    () => false,
  );

/** Starts `serve` with the demo world in a data folder of its own; resolves when it is ready. */
export const startServer = async (root: string): Promise<Server> => {
  const folder = await mkdtemp(join(tmpdir(), 'madang-peers-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _given, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'app/main.ts'), 'serve'], {
    cwd: root,
    env: { ...env, PORT: String(port), MADANG_DATA: join(folder, 'data'), MADANG_DEMO_PASSWORD: demoPassword },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (text: Buffer): void => {
    log = `${log}${text.toString()}`.slice(-200_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(20_000, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  for (let patience = 600; patience > 0 && isRunning(); patience -= 1) {
    if (await isReady(address)) {
      return { address, log: () => log, isRunning, stop };
    }
    await sleep(500);
  }
  await stop();
  throw new Error(`The server did not become ready:\n${log.slice(-4000)}`);
};

/** Signs in and gives the cookie. */
export const signIn = async (address: string, login: string): Promise<string> => {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ login, password: demoPassword }),
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('madang_session='));
  if (answer.status !== 201 || cookie === undefined) {
    throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`);
  }
  return cookie.split(';')[0] ?? '';
};

/** Whether the cookie still opens the door. */
export const isSignedIn = async (address: string, cookie: string): Promise<boolean> =>
  (await fetch(`${address}/api/session`, { headers: { cookie } })).status === 200;
