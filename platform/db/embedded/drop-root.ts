import { ensureAccount, isRoot } from './account.ts';
import type { DataFolder } from './data-folder.ts';
import type { Log } from './start-refused.ts';

/**
 * Makes a server that was started as root an unprivileged one, for good: the account of PostgreSQL, no groups, working
 * inside the data folder. True when it did; where that is impossible it warns and the server goes on as root.
 *
 * Call it last of all: after `startEmbedded` and the migrations, after listening (ports under 1024), and after every
 * module was imported. From then on nothing of the repository or of node_modules may be readable any more, so nothing
 * there may be loaded late: no `import()` of something new, no worker thread or pino transport, no .sql, locale or
 * dist/web file that is not in memory yet. What is in the data folder is reached by `DataFolder.path`.
 */
export const dropRoot = (folder: DataFolder | null, log: Log): boolean => {
  if (!isRoot()) return false;
  try {
    const account = folder ? folder.account : ensureAccount(log);
    if (!account) return false;
    process.chdir(folder?.path ?? '/');
    process.umask(0o077);
    process.setgroups?.([]);
    process.setgid?.(account.gid);
    process.setuid?.(account.uid);
    // Never to be believed without a look.
    if (isRoot()) throw new Error('still root');
    log.info({ account: account.name }, 'The server gave up root');
    return true;
  } catch (error) {
    log.warn({ err: error }, 'The server could not give up root and goes on with it');
    return false;
  }
};
