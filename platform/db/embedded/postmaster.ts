import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAccount } from './account.ts';
import { type Address, clearSocket } from './address.ts';
import type { Binaries } from './binaries.ts';
import { CLUSTER, clusterArgument } from './cluster.ts';
import type { DataFolder } from './data-folder.ts';
import { minimalEnvironment } from './environment.ts';
import { thisMachine } from './machine.ts';
import { clusterProcesses, isClusterProcess } from './processes.ts';
import { settingsFor } from './settings.ts';
import { type Log, StartRefused } from './start-refused.ts';

/** What PostgreSQL writes about itself into postmaster.pid. */
export type Running = {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly ready: boolean;
};

const LOG = 'postgres.log';
const LOG_LIMIT = 10_000_000;

/** The PostgreSQL that runs on this folder now; a stale file, or a process id that another program got, is nothing. */
export const findRunning = (folder: DataFolder): Running | undefined => {
  const noted = readPidFile(folder);
  return noted && isClusterProcess(noted.pid, join(folder.path, CLUSTER)) ? noted : undefined;
};

/** Where the PostgreSQL before had its socket, if it was killed. */
export const lastSocketFolder = (folder: DataFolder): string | undefined =>
  readPidFile(folder)?.socketFolder || undefined;

/** Starts PostgreSQL in a process group of its own and waits until it answers, crash recovery included. */
export const startPostmaster = async (
  folder: DataFolder,
  binaries: Binaries,
  address: Address,
  log: Log,
): Promise<Running> => {
  await clearRemains(folder, log);
  clearSocket(address);
  const from = logSize(folder);
  const settings = { ...settingsFor(thisMachine()), ...address.settings };
  const child = spawnPostgres(folder, binaries, settings);
  const began = performance.now();
  let told = began;
  while (child.failure() === undefined) {
    const running = findRunning(folder);
    if (running?.ready && running.pid === child.pid) return running;
    if (performance.now() - told > 5000) {
      told = performance.now();
      log.info(
        { seconds: Math.round((told - began) / 1000) },
        'PostgreSQL is still starting: after a crash it recovers',
      );
    }
    await sleep(10);
  }
  throw new StartRefused(`PostgreSQL does not start (${child.failure()}). ${logSince(folder, from)}`);
};

type Child = { readonly pid: number | undefined; readonly failure: () => string | undefined };

const spawnPostgres = (folder: DataFolder, binaries: Binaries, settings: Readonly<Record<string, string>>): Child => {
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openLog(folder);
  const child = spawn(binaries.postgres, ['-D', clusterArgument(folder), ...words], {
    cwd: join(folder.path, CLUSTER),
    env: minimalEnvironment(),
    // The terminal's Ctrl-C is for the server, which stops its database last.
    detached: true,
    // A file and not a pipe to us: PostgreSQL may outlive the process that started it.
    stdio: ['ignore', output, output],
    windowsHide: true,
    ...asAccount(folder.account),
  });
  fs.closeSync(output);
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = error.message;
  });
  child.on('exit', (code, signal) => {
    failure ??= `it ended with ${signal ?? code}`;
  });
  child.unref();
  return { pid: child.pid, failure: () => failure };
};

/** Stops PostgreSQL: connections are ended, files are complete afterwards. Harder after `patience` ms, which is as safe. */
export const stopPostmaster = async (folder: DataFolder, log: Log, patience = 15_000): Promise<void> => {
  const running = findRunning(folder);
  if (!running) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signalTo(running.pid, signal);
    if (await isGone(folder, running.pid, signal === 'SIGINT' ? patience : 5000)) return;
    log.warn({ pid: running.pid, signal }, 'PostgreSQL does not stop');
  }
  throw new StartRefused(`PostgreSQL (process ${running.pid}) on ${folder.shown} cannot be stopped.`);
};

export const signalTo = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const isGone = async (folder: DataFolder, pid: number, patience: number): Promise<boolean> => {
  const until = performance.now() + patience;
  while (isClusterProcess(pid, join(folder.path, CLUSTER))) {
    if (performance.now() > until) return false;
    await sleep(10);
  }
  return true;
};

const readPidFile = (folder: DataFolder): Running | undefined => {
  try {
    const [pid, , , port, socketFolder, , , status] = fs
      .readFileSync(join(folder.path, CLUSTER, 'postmaster.pid'), 'utf8')
      .split('\n');
    const ready = status?.trim() === 'ready';
    return { pid: Math.abs(Number(pid)), port: Number(port), socketFolder: socketFolder ?? '', ready };
  } catch {
    return undefined;
  }
};

/**
 * After a kill -9 of PostgreSQL its children may still be busy with a query and keep the memory they share, with which a
 * new one does not start; and its process id may belong to another program by now, which it would take for itself.
 */
const clearRemains = async (folder: DataFolder, log: Log): Promise<void> => {
  const cluster = join(folder.path, CLUSTER);
  const patience = performance.now() + 2000;
  let left = clusterProcesses(cluster);
  while (left.length > 0) {
    if (performance.now() > patience) {
      log.warn({ processes: left.length }, 'Processes of a PostgreSQL that was killed are ended');
      for (const pid of left) signalTo(pid, 'SIGKILL');
    }
    await sleep(20);
    left = clusterProcesses(cluster);
  }
  fs.rmSync(join(cluster, 'postmaster.pid'), { force: true });
};

const openLog = (folder: DataFolder): number => {
  const path = join(folder.path, LOG);
  if (logSize(folder) > LOG_LIMIT) fs.renameSync(path, `${path}.1`);
  if (!fs.existsSync(path)) folder.createFile(LOG, '');
  return fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_APPEND | (fs.constants.O_NOFOLLOW ?? 0));
};

const logSize = (folder: DataFolder): number =>
  fs.statSync(join(folder.path, LOG), { throwIfNoEntry: false })?.size ?? 0;

const logSince = (folder: DataFolder, from: number): string =>
  fs
    .readFileSync(join(folder.path, LOG))
    .subarray(from)
    .toString('utf8')
    .split('\n')
    .filter((line) => /FATAL|PANIC|HINT|error/i.test(line))
    .slice(-3)
    .map((line) => line.replace(/^.*?\] /, ''))
    .join(' ');
