import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { asAccount } from './account.ts';
import { SUPERUSER, superuserPassword } from './cluster.ts';
import { type DataFolder, giveFolderTo } from './data-folder.ts';

/** Where PostgreSQL listens: a socket in a folder of its own, or a port of the loopback interface. */
export type Address = {
  readonly socketFolder: string | null;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
};

/** Only the name of the socket has it. */
const SOCKET_PORT = 5432;
/** What macOS can hold, the least of all systems, without the final zero. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Prefers a socket inside the data folder, then one in the system's folder for temporary files (the first's path may be
 * too long, or not enterable for the account); else a free port. The folder that was used before is used again.
 */
export const chooseAddress = async (folder: DataFolder, before: string | undefined): Promise<Address> => {
  if (process.platform === 'win32') return portAddress(await findFreePort());
  if (before && isOwn(folder, before)) return socketAddress(before);
  const socketFolder = socketFolderInside(folder) ?? socketFolderOutside(folder);
  return socketFolder ? socketAddress(socketFolder) : portAddress(await findFreePort());
};

/** Where a PostgreSQL listens that runs already; an empty text is no socket. */
export const addressOf = (running: { readonly socketFolder: string; readonly port: number }): Address =>
  running.socketFolder ? socketAddress(running.socketFolder) : portAddress(running.port);

/** The superuser's URL, in the form that pg and libpq both read. */
export const adminUrl = (folder: DataFolder, address: Address, database: string): string => {
  const credentials = `${SUPERUSER}:${superuserPassword(folder)}`;
  const { socketFolder, port } = address;
  if (socketFolder === null) return `postgres://${credentials}@127.0.0.1:${port}/${database}`;
  return `postgres://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(socketFolder)}`;
};

/** What a killed PostgreSQL leaves; its number may be another program's by now, which a new one would wait for. */
export const clearSocket = ({ socketFolder }: Address): void => {
  if (socketFolder === null) return;
  for (const name of socketNames) fs.rmSync(join(socketFolder, name), { force: true });
};

/** Removes the folder outside the data folder, which is of no use when PostgreSQL does not run. */
export const removeAddress = ({ socketFolder }: Address): void => {
  if (socketFolder === null || !basename(socketFolder).startsWith('madang-')) return;
  try {
    fs.rmdirSync(socketFolder);
  } catch {
    // Somebody else put something into it, or removed it: nothing depends on it.
  }
};

const socketNames = [`.s.PGSQL.${SOCKET_PORT}`, `.s.PGSQL.${SOCKET_PORT}.lock`];

const socketAddress = (socketFolder: string): Address => ({
  socketFolder,
  port: SOCKET_PORT,
  settings: {
    listen_addresses: '',
    port: String(SOCKET_PORT),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
  },
});

const portAddress = (port: number): Address => ({
  socketFolder: null,
  port,
  settings: { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' },
});

const socketFolderInside = (folder: DataFolder): string | undefined => {
  const path = join(folder.shown, 'run');
  if (!fits(path) || !isEnterable(folder, folder.shown)) return undefined;
  folder.createFolder('run');
  return path;
};

const socketFolderOutside = (folder: DataFolder): string | undefined => {
  const place = [tmpdir(), '/tmp'].find((each) => fits(join(each, 'madang-XXXXXX')) && isEnterable(folder, each));
  if (!place) return undefined;
  try {
    const path = fs.mkdtempSync(join(fs.realpathSync(place), 'madang-'));
    giveFolderTo(path, folder.account);
    return path;
  } catch {
    return undefined;
  }
};

/** Also without what has a meaning in a list of folders. */
const fits = (path: string): boolean =>
  Buffer.byteLength(join(path, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET_PATH && !/[",\\]/.test(path);

const isEnterable = (folder: DataFolder, path: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', path], { cwd: '/', stdio: 'ignore', ...asAccount(folder.account) })
    .status === 0;

const isOwn = (folder: DataFolder, path: string): boolean => {
  const state = fs.lstatSync(path, { throwIfNoEntry: false });
  const owner = folder.account?.uid ?? process.getuid?.();
  return state?.isDirectory() === true && state.uid === owner && (state.mode & 0o777) === 0o700;
};

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
