import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';

/**
 * A lock that the operating system holds for this process and drops when it dies, however it dies: no stale files, no
 * reused process ids, no race about who may take over. Node offers no such lock, SQLite does, shared and exclusive,
 * on every system. Nothing is ever stored in the file.
 */
export type Lock = {
  /** At once: true when it is held now. */
  take(kind: 'shared' | 'exclusive'): boolean;
  release(): void;
  close(): void;
};

/** Opened once and kept open: SQLite resolves paths by itself, which `dropRoot` may make impossible. */
export const openLock = (folder: DataFolder, name: string): Lock => {
  const path = join(folder.path, 'locks', name);
  if (!existsSync(path)) createOnce(folder, join('locks', name));
  prepare(path);
  const database = new DatabaseSync(path);
  let held = false;
  const release = (): void => {
    if (held) database.exec('rollback');
    held = false;
  };
  return {
    take: (kind) => {
      if (held) throw new Error(`The lock ${name} is held already`);
      held = attempt(database, kind);
      return held;
    },
    release,
    close: () => {
      release();
      database.close();
    },
  };
};

/** Waits for the lock; false when `patience` (ms) is over. */
export const waitForLock = async (lock: Lock, patience: number): Promise<boolean> => {
  const until = performance.now() + patience;
  while (!lock.take('exclusive')) {
    if (performance.now() > until) return false;
    await sleep(20);
  }
  return true;
};

const BUSY = 5;

const attempt = (database: DatabaseSync, kind: 'shared' | 'exclusive'): boolean => {
  try {
    // A deferred transaction takes its shared lock at the first read and keeps it.
    database.exec(kind === 'exclusive' ? 'begin exclusive' : 'begin; select count(*) from sqlite_master');
    return true;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    if (isBusy(error)) return false;
    throw error;
  }
};

/** An empty file would be written, and a journal be opened by its path, with the first lock: so it is written here. */
const prepare = (path: string): void => {
  if (statSync(path).size > 0) return;
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma user_version = 1');
  } catch (error) {
    // Whoever has it locked has written it.
    if (!isBusy(error)) throw error;
  } finally {
    database.close();
  }
};

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === BUSY;

const createOnce = (folder: DataFolder, file: string): void => {
  try {
    folder.createFile(file, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
