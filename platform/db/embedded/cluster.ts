import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { minimalEnvironment } from './environment.ts';
import { type Log, StartRefused } from './start-refused.ts';

const run = promisify(execFile);

/** Everything of PostgreSQL's own; inside the data folder. */
export const CLUSTER = 'postgres';
export const SUPERUSER = 'postgres';
const DRAFT = 'postgres.new';
const PASSWORD = 'postgres.password';
const VERSION = '18';

/**
 * How PostgreSQL is told where its files are: it is started inside its folder, which therefore may lie under folders
 * that its account may not enter and may have a path of any length.
 */
export const clusterArgument = (folder: DataFolder): string =>
  process.platform === 'linux' ? '/proc/self/cwd' : join(folder.path, CLUSTER);

/** The superuser's password: random, in a file that only the owner of the data folder can read. */
export const superuserPassword = (folder: DataFolder): string => {
  try {
    return fs.readFileSync(join(folder.path, PASSWORD), 'utf8').trim();
  } catch (error) {
    throw new StartRefused(`The file ${PASSWORD} of the data folder ${folder.shown} cannot be read.`, { cause: error });
  }
};

/** Makes the database files where there are none. A draft becomes the cluster by its name, so none is ever half made. */
export const ensureCluster = async (folder: DataFolder, binaries: Binaries, log: Log): Promise<void> => {
  const version = readVersion(folder);
  if (version === VERSION) return;
  if (version !== null) {
    throw new StartRefused(
      `The database in ${folder.shown} was made by PostgreSQL ${version} and this Madang brings ${VERSION}.`,
    );
  }
  const began = performance.now();
  if (!fs.existsSync(join(folder.path, PASSWORD)))
    folder.createFile(PASSWORD, `${randomBytes(24).toString('base64url')}\n`);
  await makeDraftFolder(folder);
  await initialize(folder, binaries);
  fs.renameSync(join(folder.path, DRAFT), join(folder.path, CLUSTER));
  log.info({ folder: folder.shown, ms: Math.round(performance.now() - began) }, 'A database was made');
};

const readVersion = (folder: DataFolder): string | null => {
  const file = join(folder.path, CLUSTER, 'PG_VERSION');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
};

/** By the account itself, not by root: inside a folder of somebody else root could be led elsewhere by a link. */
const makeDraftFolder = async (folder: DataFolder): Promise<void> => {
  if (process.platform === 'win32') {
    fs.rmSync(join(folder.path, DRAFT), { recursive: true, force: true });
    fs.mkdirSync(join(folder.path, DRAFT));
    return;
  }
  const options = { cwd: folder.path, env: minimalEnvironment(), ...asAccount(folder.account) };
  await run('/bin/sh', ['-c', `rm -rf ${DRAFT} && mkdir -m 700 ${DRAFT}`], options);
};

const initialize = async (folder: DataFolder, binaries: Binaries): Promise<void> => {
  const cwd = join(folder.path, DRAFT);
  const options = { cwd, env: minimalEnvironment(), ...asAccount(folder.account) };
  const target = process.platform === 'linux' ? '/proc/self/cwd' : cwd;
  const common = [
    `--pgdata=${target}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${join('..', PASSWORD)}`,
    '--no-instructions',
  ];
  const safety = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    await run(binaries.initdb, [...common, ...safety, ...systemLocale()], options);
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? '').trim() || (error as Error).message;
    throw new StartRefused(
      `The database could not be made in ${folder.shown}: ${said.split('\n').slice(-3).join(' ')}`,
      {
        cause: error,
      },
    );
  }
};

/** The system's part, which decides for one what a letter is in trigrams. macOS has only this name for UTF-8. */
const systemLocale = (): string[] => {
  if (process.platform === 'win32') return ['--locale=C'];
  return process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=UTF-8'] : ['--locale=C.UTF-8'];
};
