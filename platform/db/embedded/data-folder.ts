import * as fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, ensureAccount, findAccount, isRoot } from './account.ts';
import { type Log, StartRefused } from './start-refused.ts';

/** MADANG_DATA: checked, closed to others, and the same folder for as long as it is open. */
export type DataFolder = {
  /** As people know it: for messages only. */
  readonly shown: string;
  /**
   * To reach it by. For root on Linux it goes through an open descriptor: it works after `dropRoot` under a folder that
   * only root may enter, and nobody can put another folder in its place.
   */
  readonly path: string;
  /** Whose files these are when we were started as root. */
  readonly account: Account | null;
  /** Makes a file that was not there, 0600 and owned by the account. Throws EEXIST. */
  createFile(name: string, text: string): void;
  /** Makes a folder, 0700 and owned by the account, unless it is there. */
  createFolder(name: string): void;
  close(): void;
};

/** Written first into an empty folder; a folder with other things in it and without this is not ours to change. */
const MARK = 'locks';
/** What may lie in a new folder: what a file system brings, and a key that was put there to be used. */
const HARMLESS = new Set(['lost+found', '.DS_Store', 'master.key']);

/**
 * Opens the data folder and makes it where it is missing: mode 0700, owned by us or, as root, by the account.
 * Throws `StartRefused` when it belongs to somebody else or holds something else. May be opened several times.
 */
export const openDataFolder = (dataDir: string, log: Log): DataFolder => {
  const shown = makeFolder(resolve(dataDir));
  if (process.platform === 'win32') {
    refuseOthersThings(shown, shown);
    createFolderFor(join(shown, MARK), null);
    return describe(shown, shown, null, () => undefined);
  }
  const descriptor = openFolder(shown);
  const path = process.platform === 'linux' && isRoot() ? `/proc/self/fd/${descriptor}` : shown;
  try {
    refuseOthersThings(shown, path);
    const account = claim(descriptor, shown, path, log);
    createFolderFor(join(path, MARK), account);
    return describe(shown, path, account, () => fs.closeSync(descriptor));
  } catch (error) {
    fs.closeSync(descriptor);
    throw error;
  }
};

const describe = (shown: string, path: string, account: Account | null, close: () => void): DataFolder => ({
  shown,
  path,
  account,
  createFile: (name, text) => {
    const file = fs.openSync(join(path, name), 'wx', 0o600);
    try {
      giveTo(file, account);
      fs.writeFileSync(file, text);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  },
  createFolder: (name) => createFolderFor(join(path, name), account),
  close,
});

/** By descriptor, never by path: what lies inside belongs to the account, which could put a link there. */
const giveTo = (descriptor: number, account: Account | null): void => {
  if (account && isRoot()) fs.fchownSync(descriptor, account.uid, account.gid);
};

const createFolderFor = (path: string, account: Account | null): void => {
  if (fs.existsSync(path)) return;
  fs.mkdirSync(path, { mode: 0o700 });
  giveFolderTo(path, account);
};

export const giveFolderTo = (path: string, account: Account | null): void => {
  if (process.platform === 'win32') return;
  const descriptor = openDirectory(path);
  try {
    giveTo(descriptor, account);
  } finally {
    fs.closeSync(descriptor);
  }
};

const makeFolder = (folder: string): string => {
  try {
    fs.mkdirSync(dirname(folder), { recursive: true });
    if (!fs.existsSync(folder)) fs.mkdirSync(folder, { mode: 0o700 });
    return fs.realpathSync(folder);
  } catch (error) {
    throw new StartRefused(`The data folder ${folder} cannot be made or entered (${(error as Error).message}).`, {
      cause: error,
    });
  }
};

const openFolder = (shown: string): number => {
  try {
    return openDirectory(shown);
  } catch (error) {
    const reason = (error as Error).message;
    throw new StartRefused(
      `The data folder ${shown} cannot be opened; it belongs to uid ${fs.statSync(shown).uid} (${reason}).`,
      {
        cause: error,
      },
    );
  }
};

const openDirectory = (path: string): number =>
  fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY | fs.constants.O_NOFOLLOW);

const refuseOthersThings = (shown: string, path: string): void => {
  const names = fs.readdirSync(path).filter((name) => !HARMLESS.has(name));
  if (names.length === 0 || names.includes(MARK)) return;
  throw new StartRefused(
    `The folder ${shown} holds other things (${names.slice(0, 3).join(', ')}). Give Madang an empty one in MADANG_DATA.`,
  );
};

const claim = (descriptor: number, shown: string, path: string, log: Log): Account | null => {
  const { uid, mode } = fs.fstatSync(descriptor);
  const account = ownerFor(uid, shown, log);
  if (account && uid === 0) {
    // New, or brought here by root from a copy: hand over what is inside first, so that a half-way stop is repeated.
    if (fs.existsSync(join(path, MARK))) handOver(path, account);
    fs.fchownSync(descriptor, account.uid, account.gid);
  }
  if ((mode & 0o077) !== 0) fs.fchmodSync(descriptor, 0o700);
  return account;
};

const ownerFor = (uid: number, shown: string, log: Log): Account | null => {
  const self = process.getuid?.();
  if (!isRoot()) {
    if (uid === self) return null;
    throw new StartRefused(`The data folder ${shown} belongs to another account (uid ${uid}, we are ${self}).`);
  }
  const account = uid === 0 ? ensureAccount(log) : findAccount(uid);
  if (account) return account;
  throw new StartRefused(
    `The data folder ${shown} belongs to another account (uid ${uid}). Start Madang as that account, or chown the folder to root.`,
  );
};

/** Everything but the files that root keeps to itself (the master key), which are not readable to anybody else. */
const handOver = (folder: string, account: Account): void => {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) handOver(path, account);
    if (!entry.name.startsWith('master.key')) fs.lchownSync(path, account.uid, account.gid);
  }
};
