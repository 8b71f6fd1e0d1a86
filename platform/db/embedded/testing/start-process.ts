import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { CLUSTER } from '../cluster.ts';
import { clusterProcesses } from '../processes.ts';
import type { Orders, Report } from './server-process.ts';

/** A place for data folders that ends together with every process that was started on it. */
export type Place = {
  readonly folder: string;
  /** Starts the process and waits until its database runs or it was refused. */
  start(orders: Orders): Promise<Started>;
  close(): Promise<void>;
};

export type Started = Report & { readonly child: ChildProcess; readonly pid: number; readonly errors: () => string };

const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));

/** `rootOnly`: as a repository under a folder of root's that nobody else may enter. */
export const makePlace = (rootOnly = false): Place => {
  const folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'house-'));
  fs.chmodSync(folder, rootOnly ? 0o700 : 0o755);
  const children: ChildProcess[] = [];
  return {
    folder,
    start: async (orders) => {
      const child = spawn(process.execPath, [script, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'pipe'] });
      children.push(child);
      return waitForReport(child);
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      for (const pid of leftIn(folder)) process.kill(pid, 'SIGKILL');
      while (leftIn(folder).length > 0) await sleep(20);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};

const waitForReport = async (child: ChildProcess): Promise<Started> => {
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return { ...(JSON.parse(line) as Report), child, pid: child.pid ?? 0, errors: () => errors };
  }
  throw new Error(`The process ended without a word: ${errors}`);
};

/** PostgreSQL's processes on any data folder directly inside this one. */
const leftIn = (folder: string): number[] =>
  fs.readdirSync(folder).flatMap((name) => clusterProcesses(join(folder, name, CLUSTER)));

/** The exit code, after the signal where one is given. */
export const end = async ({ child }: Started, signal?: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  if (signal) child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
};

/** One statement as the superuser; tried again for 20 s while there is no PostgreSQL that answers. */
export const ask = async (url: string | undefined, text: string): Promise<Record<string, unknown>[]> => {
  const until = performance.now() + 20_000;
  for (;;) {
    try {
      return await askOnce(url, text);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '57P03';
      if (!/^(57P|08|ECONN|ENOENT)/.test(code) || performance.now() > until) throw error;
      await sleep(50);
    }
  }
};

/** The same without a second try. */
export const askOnce = async (url: string | undefined, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url ?? '' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

/** The process id of PostgreSQL itself, from its own file. */
export const postmasterOf = (dataDir: string): number =>
  Number(fs.readFileSync(join(dataDir, CLUSTER, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** An ordinary account that can read this repository, or undefined to stay who we are. */
export const outsider = (): number | undefined => {
  const nobody = 65_534;
  if (process.getuid?.() !== 0) return undefined;
  const tried = spawnSync('/bin/sh', ['-c', 'test -r "$1"', 'sh', script], { cwd: '/', uid: nobody, gid: nobody });
  return tried.status === 0 ? nobody : undefined;
};
