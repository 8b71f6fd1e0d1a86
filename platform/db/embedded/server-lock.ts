import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { openLock } from './lock.ts';
import { StartRefused } from './start-refused.ts';

export type ServerLock = { release(): void };

/** Only for people: the lock itself is the operating system's. */
const NOTE = join('locks', 'server.json');

/** One server per data folder: throws `StartRefused` with the process id of the one that is there already. */
export const takeServerLock = (folder: DataFolder): ServerLock => {
  const lock = openLock(folder, 'server');
  if (!lock.take('exclusive')) {
    lock.close();
    throw new StartRefused(
      `The data folder ${folder.shown} is in use by another Madang server (${describeHolder(folder)}). Stop that one first, or set MADANG_DATA to another folder.`,
    );
  }
  rmSync(join(folder.path, NOTE), { force: true });
  folder.createFile(NOTE, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return { release: () => lock.close() };
};

const describeHolder = (folder: DataFolder): string => {
  try {
    const { pid, since } = JSON.parse(readFileSync(join(folder.path, NOTE), 'utf8')) as { pid: number; since: string };
    return `process ${pid}, since ${since}`;
  } catch {
    return 'it is just starting';
  }
};
