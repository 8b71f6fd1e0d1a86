import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CLUSTER } from '#platform/db/embedded/cluster.ts';

/** A server of its own, as people start it, whose processes may be killed at any moment. */
export type ServerProcess = {
  readonly address: string;
  /** Starts it, and waits until it is ready. */
  readonly start: () => Promise<void>;
  /** kill -9 of the server itself; its PostgreSQL lives on. */
  readonly kill: () => Promise<void>;
  /** kill -9 of PostgreSQL; the server lives on. */
  readonly killPostgres: () => Promise<void>;
  /** Runs a command of main.ts beside it, with something to read; answers what it prints. */
  readonly command: (words: readonly string[], input?: string) => Promise<string>;
  readonly isRunning: () => boolean;
  readonly isReady: () => Promise<boolean>;
  /** The end of what it wrote. */
  readonly log: () => string;
  /** Ends it as it wants to be ended, and removes its files. */
  readonly stop: () => Promise<void>;
};

const main = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'app/main.ts');

/** Prepares a server with a data folder of its own; `env` is added to its environment. */
export const prepareServer = async (env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
  const folder = await mkdtemp(join(tmpdir(), 'madang-faults-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const { DATABASE_URL: _given, MADANG_URL: _url, ...own } = process.env;
  const environment = { ...own, PORT: String(port), MADANG_DATA: data, ...env };
  const run = (words: readonly string[]): ChildProcess =>
    spawn(process.execPath, [main, ...words], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  let child: ChildProcess | undefined;
  let log = '';
  const keep = (text: Buffer): void => {
    log = `${log}${text.toString()}`.slice(-20_000);
  };
  const isRunning = (): boolean => child?.exitCode === null && child.signalCode === null;
  const isReady = (): Promise<boolean> =>
    fetch(`${address}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child === undefined || !isRunning()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    address,
    isRunning,
    isReady,
    log: () => log,
    start: async () => {
      child = run(['serve', '--no-demo']);
      child.stdout?.on('data', keep);
      child.stderr?.on('data', keep);
      for (let patience = 600; isRunning() && patience > 0; patience -= 1) {
        if (await isReady()) return;
        await sleep(100);
      }
      throw new Error(`The server did not become ready:\n${log}`);
    },
    kill: () => end('SIGKILL'),
    killPostgres: async () => {
      const [pid] = (await readFile(join(data, CLUSTER, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    command: (words, input = '') => outputOf(run(words), input),
    stop: async () => {
      await Promise.race([end('SIGTERM'), sleep(30_000, undefined, { ref: false })]);
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const outputOf = async (child: ChildProcess, input: string): Promise<string> => {
  let output = '';
  child.stdout?.on('data', (text) => {
    output += text;
  });
  child.stderr?.on('data', (text) => {
    output += text;
  });
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`It ended with ${code}: ${output}`);
  return output;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const found = probe.address();
      probe.close(() => resolve(typeof found === 'object' && found !== null ? found.port : 0));
    });
  });
