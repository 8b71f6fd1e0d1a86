import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Case } from '../case.ts';
import type { Figure } from '../figure.ts';

type Chunk = {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly name?: string;
  readonly src?: string;
};
type Manifest = Readonly<Record<string, Chunk>>;

const dist = join(import.meta.dirname, '..', '..', 'dist', 'web');
const manifestFile = join(dist, '.vite', 'manifest.json');

/** Kilobytes of JavaScript, gzipped, that a browser fetches for the first page, the list, and for any further page. */
export const pageSize: Case = { name: 'page-size', run: async () => measureSizes() };

/** The sizes of the web app as it was built last. */
export const measureSizes = (): Figure[] => {
  if (!existsSync(manifestFile)) throw new Error('The web app has not been built: npm start builds it');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const keys = Object.keys(manifest);
  const app = closureOf(manifest, keys.find((key) => manifest[key]?.isEntry) ?? '');
  const korean = keys.filter((key) => manifest[key]?.name === 'ko');
  const first = (page: string, path: string): Figure => ({
    name: `first load of the web app: ${page}`,
    value: sizeOf(manifest, [...app, ...closureOf(manifest, pageOf(keys, path)), ...korean]),
    unit: 'kB',
    budget: { atMost: 260 },
  });
  const further = keys
    .filter((key) => manifest[key]?.src?.endsWith('Page.tsx'))
    .map((key) => ({ key, parts: [...closureOf(manifest, key)].filter((part) => !app.has(part)) }))
    .map(({ key, parts }) => ({ key, size: sizeOf(manifest, parts) }))
    .sort((one, other) => other.size - one.size);
  return [
    first('list', 'tickets/web/TicketsPage.tsx'),
    first('sign-in', 'accounts/web/SignInPage.tsx'),
    {
      name: 'largest further page',
      value: further[0]?.size ?? Number.NaN,
      unit: 'kB',
      budget: { atMost: 60 },
      notes: `${further[0]?.key}, of ${further.length} pages`,
    },
  ];
};

const pageOf = (keys: readonly string[], path: string): string => {
  const found = keys.find((key) => key.endsWith(path));
  if (found === undefined) throw new Error(`There is no page ${path} in what was built`);
  return found;
};

/** All files that come with this one, by static import. */
const closureOf = (manifest: Manifest, key: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (manifest[key] === undefined || seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closureOf(manifest, next, seen);
  return seen;
};

const sizeOf = (manifest: Manifest, keys: Iterable<string>): number =>
  [...new Set([...keys].map((key) => manifest[key]?.file ?? ''))]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1000;
