import process from 'node:process';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/db/open.ts';
import type { Database } from '#platform/db/pool.ts';
import { jobsOf } from '#platform/jobs/all-jobs.ts';
import { ensureQueues } from '#platform/jobs/queues.ts';
import type { Kernel, Readiness } from '#platform/kernel.ts';
import type { Logger } from '#platform/log/log.ts';
import { makeKernel } from '#platform/make-kernel.ts';
import { loadMasterKey, parseMasterKey } from '#platform/secrets/master-key.ts';
import { isForeignMaster, rewrapKeys } from '#platform/secrets/rewrap.ts';
import { masterKeyWrapping } from '#platform/secrets/wrapping.ts';
import { CommandFailed } from './command.ts';
import { masterKeySource } from './config.ts';

import { modules } from './modules.ts';

export type OpenHouse = {
  readonly kernel: Kernel;
  readonly masterKey: Buffer;
  /** In this order: what is still counted is written down, the pools are closed, our own PostgreSQL is stopped. */
  close(): Promise<void>;
};

/**
 * Opens the database (migrated and checked) and puts the kernel together. `join`: a command that uses the database of a
 * running server, or starts it for its own duration.
 */
export const openHouse = async (
  config: Config,
  log: Logger,
  options: { readonly join?: boolean; readonly readiness?: Readiness } = {},
): Promise<OpenHouse> => {
  const masterKey = loadMasterKey(masterKeySource(process.env, config), log);
  const database = await openDatabase({
    url: config.databaseUrl ?? undefined,
    dataDir: config.dataDir,
    join: options.join,
    masterKey,
    log,
  });
  const { readiness } = options;
  const made = makeKernel({ config, log, database, masterKey, modules, ...(readiness && { readiness }) });
  const close = async (): Promise<void> => {
    await made.close();
    await database.close();
  };
  try {
    await adoptMasterKey(database, masterKey, log);
    await ensureQueues(database.system, jobsOf(modules));
  } catch (error) {
    await close();
    throw error;
  }
  return { kernel: made.kernel, masterKey, close };
};

/**
 * A master key that is not this database's is refused before anything is sealed with it. After a change of the key the old
 * one is given once more: every data key is then wrapped with the new one.
 */
const adoptMasterKey = async ({ system }: Database, masterKey: Buffer, log: Logger): Promise<void> => {
  const text = process.env.MADANG_MASTER_KEY_PREVIOUS;
  if (text) {
    const previous = parseMasterKey(text);
    if (previous === undefined) throw new CommandFailed('MADANG_MASTER_KEY_PREVIOUS is not 32 bytes in base64.');
    const keys = await rewrapKeys(system, masterKeyWrapping(masterKey, [previous]));
    log.info({ keys }, 'The new master key is in use: MADANG_MASTER_KEY_PREVIOUS is not needed any more');
  } else if (await isForeignMaster(system, masterKeyWrapping(masterKey))) {
    throw new CommandFailed(
      'The secrets of this database were sealed with another master key. Give that one, or, to change it, give it as MADANG_MASTER_KEY_PREVIOUS.',
    );
  }
};
