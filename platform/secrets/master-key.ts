import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '#platform/db/embedded/data-folder.ts';
import { type Log, StartRefused } from '#platform/db/embedded/start-refused.ts';

export type MasterKeySource = {
  /** MADANG_MASTER_KEY and MADANG_MASTER_KEY_FILE; at most one of them. */
  readonly masterKey: string | null;
  readonly masterKeyFile: string | null;
  /** With a database server elsewhere the key must be given: one made here would be another one on every node. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
};

const NAME = 'master.key';

/**
 * The 32 bytes that everything secret hangs on. With the embedded database the key is made at the first start, in a file
 * that only who starts the server can read: PostgreSQL's account cannot. Throws `StartRefused` where there is none, and
 * never makes a new one for a database that has an old one.
 */
export const loadMasterKey = (source: MasterKeySource, log: Log): Buffer => {
  if (source.masterKey !== null) return decode(source.masterKey, 'MADANG_MASTER_KEY');
  if (source.masterKeyFile !== null) return decode(readKey(source.masterKeyFile), source.masterKeyFile);
  if (source.databaseUrl !== null) {
    throw new StartRefused(
      'DATABASE_URL needs MADANG_MASTER_KEY or MADANG_MASTER_KEY_FILE: 32 random bytes in base64 (openssl rand -base64 32), the same on every node, kept as safe as the database.',
    );
  }
  return loadOwnKey(source.dataDir, log);
};

/** 32 bytes in base64 or base64url, or undefined. */
export const parseMasterKey = (text: string): Buffer | undefined => {
  const trimmed = text.trim();
  const key = /^[\w+/-]{43}=?$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : undefined;
  return key?.length === 32 ? key : undefined;
};

const decode = (text: string, from: string): Buffer => {
  const key = parseMasterKey(text);
  if (key) return key;
  throw new StartRefused(`${from} does not hold a master key: 32 bytes in base64.`);
};

const readKey = (path: string): string => {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartRefused(`The master key cannot be read (${(error as Error).message}).`, { cause: error });
  }
};

const loadOwnKey = (dataDir: string, log: Log): Buffer => {
  const folder = openDataFolder(dataDir, log);
  try {
    const shown = join(folder.shown, NAME);
    const path = join(folder.path, NAME);
    if (!fs.existsSync(path)) {
      refuseSecondKey(folder.path, shown);
      makeKey(path);
      log.info({ file: shown }, 'A master key was made: without it a backup of the database cannot be used');
    }
    return decode(readKey(path), shown);
  } finally {
    folder.close();
  }
};

const refuseSecondKey = (path: string, shown: string): void => {
  if (!fs.existsSync(join(path, 'postgres'))) return;
  throw new StartRefused(
    `The master key ${shown} is missing, and the database beside it was made with it. Bring the file back, or give the key in MADANG_MASTER_KEY.`,
  );
};

/** Appears whole or not at all, and only once: a link does not replace. */
const makeKey = (path: string): void => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = fs.openSync(draft, 'wx', 0o600);
  try {
    fs.writeFileSync(file, `${randomBytes(32).toString('base64')}\n`);
    fs.fsyncSync(file);
    fs.linkSync(draft, path);
  } catch (error) {
    // Another start was quicker: its key counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.closeSync(file);
    fs.rmSync(draft);
  }
};
