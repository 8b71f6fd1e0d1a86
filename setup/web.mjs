import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', 'web.built-from');

/** What the built app depends on; tests and everything of the server's alone is left out. */
const sources = /^(app\/.*web|platform\/(web|i18n)\/|modules\/[^/]+\/(web\/|locale\/|contract\.ts$))/;
const tests = /\.test\.tsx?$/;

/**
 * Builds the web app where it is missing or was built from other sources. False when that failed.
 * @param {string} node path of the pinned Node
 */
export const ensureWeb = async (node) => {
  if (!existsSync(join(root, 'index.html'))) return true;
  const wanted = fingerprint();
  const isBuilt = existsSync(join(root, 'dist', 'web', 'index.html'));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (isBuilt && !isWritable(join(root, 'dist'))) {
    console.log('The web app is served as it was built: dist is not ours to write to.');
    return true;
  }
  console.log('Building the web app ...');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = await run(node, [vite, 'build', '--logLevel', 'warn'], { cwd: root });
  if (result.code !== 0) {
    console.error(`${result.output.trimEnd()}\nThe web app could not be built.`);
    return false;
  }
  writeFileSync(stamp, wanted);
  console.log(`Web app built in ${Math.round(result.seconds)} s.`);
  return true;
};

const fingerprint = () => {
  const hash = createHash('sha256');
  const files = [
    'index.html',
    'vite.config.ts',
    'setup/web-chunks.mjs',
    'setup/web-compress.mjs',
    'setup/web-imports.mjs',
    'setup/web-preload.mjs',
    'tsconfig.base.json',
    'tsconfig.web.json',
    'package-lock.json',
  ];
  for (const folder of ['app', 'platform', 'modules']) files.push(...filesIn(folder));
  for (const file of files.filter((each) => existsSync(join(root, each)))) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
};

/** @param {string} folder @returns {string[]} sorted, with slashes on every system */
const filesIn = (folder) => {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).split(sep).join('/'))
    .filter((file) => sources.test(file) && /\.\w+$/.test(file) && !tests.test(file))
    .sort();
};

/** @param {string} path */
const isWritable = (path) => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
