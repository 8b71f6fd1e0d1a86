import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config.ts';
import { openDataFolder } from '#platform/db/embedded/data-folder.ts';
import { dropRoot } from '#platform/db/embedded/drop-root.ts';
import { buildApp } from '#platform/http/app.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Logger } from '#platform/log/log.ts';
import { CommandFailed } from './command.ts';
import { type OpenHouse, openHouse } from './open-house.ts';
import { startWorker, type Worker } from './worker.ts';

export type Role = 'web' | 'worker' | 'all';
export type Server = {
  readonly kernel: Kernel;
  /** Where it answers; null for a worker alone. */
  readonly address: string | null;
  /** From now on /readyz says so. */
  ready(): void;
  /** Stops accepting, finishes requests within bounds, then jobs, then the pools, then our own PostgreSQL. */
  stop(): Promise<void>;
};

const REQUESTS_MAY_TAKE = 15_000;

/**
 * Starts this process's part: database, HTTP, giving up root, background work. What failed half-way is undone. From
 * giving up root on nothing of the program's files may be loaded any more, so all of them are imported before.
 */
export const startServer = async (config: Config, log: Logger, role: Role): Promise<Server> => {
  const missing = new Set(['The server is still starting.']);
  const house = await openHouse(config, log, { readiness: { missing: () => [...missing] } });
  const folder = openDataFolder(config.dataDir, log);
  const app = role === 'worker' ? null : buildApp(house.kernel);
  let worker: Worker | null = null;
  const stop = (): Promise<void> => stopAll({ app, worker, house, closeFolder: folder.close });
  try {
    if (app !== null) await listen(app, config);
    // Without root it could not be written at the end.
    flushCompileCache();
    dropRoot(folder, log);
    if (role !== 'web') worker = await startWorker(house.kernel, house.masterKey, folder.path);
    const address = app === null ? null : addressOf(app, config);
    return { kernel: house.kernel, address, ready: () => missing.clear(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

type Running = {
  readonly app: FastifyInstance | null;
  readonly worker: Worker | null;
  readonly house: OpenHouse;
  readonly closeFolder: () => void;
};

const stopAll = async ({ app, worker, house, closeFolder }: Running): Promise<void> => {
  if (app !== null) await closeApp(app, house);
  await worker?.stop();
  await house.close();
  closeFolder();
};

/** Streams are told to go elsewhere at once; requests may finish; whoever takes longer is cut off. */
const closeApp = async (app: FastifyInstance, { kernel }: OpenHouse): Promise<void> => {
  const patience = new AbortController();
  const closed = Promise.all([app.close(), kernel.events.close()]).finally(() => patience.abort());
  await sleep(REQUESTS_MAY_TAKE, undefined, { signal: patience.signal }).then(
    () => app.server.closeAllConnections(),
    () => undefined,
  );
  await closed;
};

const listen = async (app: FastifyInstance, { host, port }: Config): Promise<void> => {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'is taken: another PORT helps' : `cannot be listened on (${code})`;
    throw new CommandFailed(`Port ${port} of ${host} ${reason}.`, { cause: error });
  }
};

const addressOf = (app: FastifyInstance, config: Config): string => {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return config.publicUrl ?? `http://localhost:${port}`;
};
