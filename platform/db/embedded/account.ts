import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Log, StartRefused } from './start-refused.ts';

/** The unprivileged account that PostgreSQL, and after `dropRoot` the server too, run under when started as root. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

type PasswordEntry = Account & { readonly mayLogIn: boolean };

/** A second name, in case the first is a person's. */
const NAMES: readonly string[] = ['madang', '_madang'];

const SHARED_NAME = 'nobody';

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The account to run PostgreSQL under: null when we are not root and simply stay who we are. An account that people
 * log in with is never taken; where none can be made it is `nobody`, with a warning.
 */
export const ensureAccount = (log: Log, names: readonly string[] = NAMES): Account | null => {
  if (!isRoot()) return null;
  const own = findOwnAccount(names) ?? makeAccount(names);
  if (own) return own;
  const shared = readAccounts().find((entry) => entry.name === SHARED_NAME);
  if (!shared)
    throw new StartRefused('PostgreSQL does not run as root, and there is no other account to run it under.');
  log.warn({ account: SHARED_NAME }, 'No account could be made for PostgreSQL: it runs as nobody, like others may');
  return accountOf(shared);
};

/** The account with this uid, if it is one that Madang uses. */
export const findAccount = (uid: number): Account | undefined => {
  const entry = readAccounts().find((each) => each.uid === uid && !each.mayLogIn);
  return entry && [...NAMES, SHARED_NAME].includes(entry.name) ? accountOf(entry) : undefined;
};

/** Options for spawn: become the account, which only root needs to and can. */
export const asAccount = (account: Account | null): { readonly uid?: number; readonly gid?: number } =>
  account && isRoot() ? { uid: account.uid, gid: account.gid } : {};

const accountOf = ({ name, uid, gid }: PasswordEntry): Account => ({ name, uid, gid });

const findOwnAccount = (names: readonly string[]): Account | undefined => {
  const entries = readAccounts();
  const found = names.flatMap((name) => entries.filter((entry) => entry.name === name && !entry.mayLogIn));
  return found[0] && accountOf(found[0]);
};

const makeAccount = (names: readonly string[]): Account | undefined => {
  const taken = readAccounts().map(({ name }) => name);
  const name = names.find((each) => !taken.includes(each));
  if (name === undefined) return undefined;
  createAccount(name);
  // Read back, whatever the command said: another start may have made it at the same moment.
  return findOwnAccount(names);
};

const createAccount = (name: string): void => {
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  spawnSync('useradd', ['--system', '--user-group', ...home, '--comment', 'Madang', name], {
    stdio: 'ignore',
    env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` },
  });
};

const readAccounts = (): PasswordEntry[] => {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap(parseEntry);
  } catch {
    return [];
  }
};

const parseEntry = (line: string): PasswordEntry[] => {
  const [name, , uid, gid, , , shell = ''] = line.split(':');
  if (!name || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '') || Number(uid) === 0) return [];
  return [{ name, uid: Number(uid), gid: Number(gid), mayLogIn: !/(nologin|false)$/.test(shell) }];
};
