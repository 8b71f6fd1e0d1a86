import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * Prints how much JavaScript a browser fetches for the first page and for each further one, gzipped, and exits 1 over
 * the budget. The first page is the list: the app, its page and the Korean.
 */
const budget = { firstLoad: 260, page: 60 };
const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'web');
const manifestFile = join(dist, '.vite', 'manifest.json');

if (!existsSync(manifestFile)) {
  console.error('The web app has not been built: vite build makes it.');
  process.exit(1);
}
/** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[], name?: string, src?: string }>} */
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** All files that come with this one, by static import. @param {string} key @param {Set<string>} [seen] @returns {Set<string>} */
const closure = (key, seen = new Set()) => {
  const chunk = manifest[key];
  if (chunk !== undefined && !seen.has(key)) {
    seen.add(key);
    for (const next of chunk.imports ?? []) {
      closure(next, seen);
    }
  }
  return seen;
};
/** @param {Iterable<string>} keys kilobytes of JavaScript, gzipped */
const sizeOf = (keys) =>
  [...new Set([...keys].map((key) => manifest[key]?.file ?? ''))]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1000;

const keys = Object.keys(manifest);
const entry = keys.find((key) => manifest[key]?.isEntry) ?? '';
const app = closure(entry);
const korean = keys.filter((key) => manifest[key]?.name === 'ko');
const list = keys.find((key) => key.endsWith('tickets/web/TicketsPage.tsx')) ?? '';
const first = new Set([...app, ...closure(list), ...korean]);
const firstLoad = sizeOf(first);
const pages = keys
  .filter((key) => key.endsWith('Page.tsx') || (manifest[key]?.src?.endsWith('.tsx') && !manifest[key]?.isEntry))
  .map((key) => ({ name: key, size: sizeOf([...closure(key)].filter((part) => !app.has(part))) }))
  .sort((a, b) => b.size - a.size);

const kb = (/** @type {number} */ size) => `${size.toFixed(1).padStart(7)} kB`;
console.log(
  `${kb(firstLoad)}  first load (app ${sizeOf(app).toFixed(1)}, Korean ${sizeOf(korean).toFixed(1)}), at most ${budget.firstLoad}`,
);
for (const { name, size } of pages) {
  console.log(`${kb(size)}  ${name}`);
}
const tooLarge = pages.filter(({ size }) => size > budget.page);
for (const { name } of tooLarge) {
  console.error(`${name} is over the ${budget.page} kB of a page.`);
}
if (firstLoad > budget.firstLoad) {
  console.error(`The first load is over its ${budget.firstLoad} kB.`);
}
process.exit(tooLarge.length > 0 || firstLoad > budget.firstLoad ? 1 : 0);
