import { type Address, addressOf, adminUrl, chooseAddress, removeAddress } from './address.ts';
import { type Binaries, ensureBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { ensureDatabase } from './database.ts';
import { type Lock, openLock, waitForLock } from './lock.ts';
import { findRunning, lastSocketFolder, signalTo, startPostmaster, stopPostmaster } from './postmaster.ts';
import { type ServerLock, takeServerLock } from './server-lock.ts';
import { type Log, StartRefused } from './start-refused.ts';
import { supervise } from './supervise.ts';

export type EmbeddedServer = {
  /** The superuser's URL of the database `madang`; it stays the same when PostgreSQL has to be started again. */
  readonly adminUrl: string;
  /** Stops PostgreSQL, unless another process uses it too: then the last one does. May be called twice. */
  stop(): Promise<void>;
  readonly startedByUs: boolean;
};

export type EmbeddedOptions = {
  /** MADANG_DATA; made where it is missing. */
  readonly dataDir: string;
  readonly log: Log;
  /** A command: uses the database that a server has running, or starts it for its own duration. */
  readonly join?: boolean;
};

/** One process's share in the database of a data folder. */
type House = {
  readonly folder: DataFolder;
  readonly log: Log;
  /** Held for as long as it takes to start or stop PostgreSQL. */
  readonly gate: Lock;
  /** Held shared by every process that uses PostgreSQL: whoever can have it alone is the last. */
  readonly users: Lock;
  readonly server: ServerLock | null;
};

const DATABASE = 'madang';
const PATIENCE = 120_000;

/**
 * Brings up the database of a data folder and keeps it up until `stop()`: PostgreSQL is started again when it dies, and
 * one that was left behind by a killed server is stopped first. As root it must be called before `dropRoot`. Throws
 * `StartRefused` when the folder serves another server already, or cannot be used.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const house = openHouse(options);
  const lastResort = (): void => tellToStop(house);
  process.once('exit', lastResort);
  const close = (): void => {
    process.off('exit', lastResort);
    closeHouse(house);
  };
  try {
    const { binaries, address, startedByUs } = await inTransition(house, () => enter(house));
    const isRunning = (): boolean => findRunning(house.folder) !== undefined;
    const revive = (): Promise<void> => inTransition(house, () => startAgain(house, binaries, address));
    const supervisor = supervise(isRunning, revive, house.log);
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> =>
      supervisor
        .stop()
        .then(() => inTransition(house, () => leave(house, address)))
        .finally(close);
    return {
      adminUrl: adminUrl(house.folder, address, DATABASE),
      startedByUs,
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    tellToStop(house);
    close();
    throw error;
  }
};

const openHouse = ({ dataDir, log, join = false }: EmbeddedOptions): House => {
  const folder = openDataFolder(dataDir, log);
  try {
    const server = join ? null : takeServerLock(folder);
    return { folder, log, server, gate: openLock(folder, 'gate'), users: openLock(folder, 'users') };
  } catch (error) {
    folder.close();
    throw error;
  }
};

const closeHouse = ({ folder, gate, users, server }: House): void => {
  for (const each of [gate, users, folder]) each.close();
  server?.release();
};

const inTransition = async <T>(house: House, work: () => Promise<T>): Promise<T> => {
  if (!(await waitForLock(house.gate, PATIENCE))) {
    throw new StartRefused(
      `Another process has been starting or stopping the database in ${house.folder.shown} for two minutes.`,
    );
  }
  try {
    return await work();
  } finally {
    house.gate.release();
  }
};

type Entered = { readonly binaries: Binaries; readonly address: Address; readonly startedByUs: boolean };

const enter = async (house: House): Promise<Entered> => {
  const { folder, log } = house;
  if (isAlone(house) && findRunning(folder)) {
    // Not adopted but stopped: what starts now has our binaries and settings, and is whole.
    log.warn({ folder: folder.shown }, 'PostgreSQL still runs after its server was killed: it is stopped first');
    await stopPostmaster(folder, log);
  }
  house.users.take('shared');
  const binaries = ensureBinaries(folder.account, log);
  const running = findRunning(folder);
  if (running) return { binaries, address: addressOf(running), startedByUs: false };
  await ensureCluster(folder, binaries, log);
  const address = await chooseAddress(folder, lastSocketFolder(folder));
  const began = performance.now();
  const { pid } = await startPostmaster(folder, binaries, address, log);
  await ensureDatabase(adminUrl(folder, address, 'postgres'), DATABASE);
  log.info({ pid, ms: Math.round(performance.now() - began) }, 'PostgreSQL runs');
  return { binaries, address, startedByUs: true };
};

const startAgain = async ({ folder, log }: House, binaries: Binaries, address: Address): Promise<void> => {
  // Another process that uses it may have been quicker.
  if (findRunning(folder)) return;
  const began = performance.now();
  const { pid } = await startPostmaster(folder, binaries, address, log);
  log.info({ pid, ms: Math.round(performance.now() - began) }, 'PostgreSQL runs again');
};

const leave = async (house: House, address: Address): Promise<void> => {
  house.users.release();
  if (!isAlone(house)) return;
  await stopPostmaster(house.folder, house.log);
  removeAddress(address);
};

/** For a process that ends without `stop()`, or a start that failed half-way: PostgreSQL then stops by itself. */
const tellToStop = (house: House): void => {
  house.users.release();
  const running = findRunning(house.folder);
  if (running && isAlone(house)) signalTo(running.pid, 'SIGINT');
};

const isAlone = ({ users }: House): boolean => {
  const alone = users.take('exclusive');
  users.release();
  return alone;
};
