import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Files worth compressing; fonts are compressed already. */
const compressible = /\.(js|css|svg|json|html)$/;

/**
 * Vite plugin: writes .br and .gz beside what was built, so that no answer is compressed while somebody waits.
 * @returns {import('vite').Plugin}
 */
export const compressAssets = () => ({
  name: 'madang:compress',
  apply: 'build',
  writeBundle({ dir = '' }) {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      // index.html gets a nonce per answer and cannot be compressed ahead.
      if (entry.isFile() && compressible.test(entry.name) && entry.name !== 'index.html' && !file.includes('.vite')) {
        const bytes = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    }
  },
});

/** What the page of a path needs; the first path that fits. @type {readonly (readonly [string, ...string[]])[]} */
const pages = [
  ['^/tickets/new$', 'modules/tickets/web/NewTicketPage.tsx'],
  ['^/tickets/\\d', 'modules/tickets/web/TicketPage.tsx', 'platform/web/ui/markdown/MarkdownView.tsx'],
  ['^/sign-in$', 'modules/accounts/web/SignInPage.tsx'],
  ['^/admin/audit$', 'modules/audit/web/AuditPage.tsx'],
  ['^/tickets$', 'modules/tickets/web/TicketsPage.tsx'],
  ['^/$', 'modules/home/web/HomePage.tsx'],
];

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */

/**
 * Vite plugin: a small file that the page runs first, which asks for the code of the page, for the language and for who
 * is signed in, in the same moment as for the app instead of after it.
 * @returns {import('vite').Plugin}
 */
export const preloadRoutes = () => ({
  name: 'madang:preload',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const already = withImports(
        chunks,
        chunks.filter(({ isEntry }) => isEntry),
      );
      const routes = pages.map(([path, ...ids]) => {
        const wanted = chunks.filter(({ facadeModuleId }) => ids.some((id) => facadeModuleId?.endsWith(id)));
        return [path, [...withImports(chunks, wanted)].filter((file) => !already.has(file))];
      });
      const korean = ['ko', 'ko-pages'].map((part) => chunks.find(({ name }) => name === part)?.fileName ?? '');
      this.emitFile({ type: 'asset', fileName: 'preload.js', source: preloadScript(routes, korean) });
    },
  },
  transformIndexHtml: (html) => ({
    html,
    tags: [{ tag: 'script', attrs: { src: '/preload.js' }, injectTo: 'head' }],
  }),
});

/** The files of some chunks and of all that they import, style sheets included. @param {Chunk[]} all @param {Chunk[]} wanted */
const withImports = (all, wanted) => {
  const walked = new Set(wanted);
  // A set that grows while it is walked.
  for (const chunk of walked) {
    for (const next of all.filter(({ fileName }) => chunk.imports.includes(fileName))) {
      walked.add(next);
    }
  }
  const files = [...walked].flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
  return new Set(files);
};

/** @param {unknown[][]} routes @param {string[]} korean */
const preloadScript = (routes, korean) => `(() => {
  const add = (file) => {
    const link = document.createElement('link');
    const isStyle = file.endsWith('.css');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = 'anonymous';
    link.href = '/' + file;
    document.head.append(link);
  };
  const [, files] = ${JSON.stringify(routes)}.find(([path]) => new RegExp(path).test(location.pathname)) ?? [];
  (files ?? []).forEach(add);
  const [first, pages] = ${JSON.stringify(korean)};
  if (document.documentElement.lang !== 'en') {
    add(first);
    if (/^\\/(admin|account|about|invitation)\\b/.test(location.pathname)) add(pages);
  }
  if (!['/sign-in', '/invitation'].includes(location.pathname)) {
    window.madangSession = fetch('/api/session', { headers: { Accept: 'application/json' } }).catch(() => null);
  }
})();
`;

/**
 * Says of a module whether the page needs it at once: whether the entry imports it, directly or through others,
 * without waiting for anything.
 * @param {string} entry
 * @returns {(id: string, infoOf: (id: string) => { importedIds: readonly string[] } | null) => boolean}
 */
export const neededAtOnceBy = (entry) => {
  /** @type {Set<string> | undefined} */
  let needed;
  return (id, infoOf) => {
    if (needed === undefined) {
      needed = new Set([entry]);
      // A set that grows while it is walked: everything that what is in it imports.
      for (const found of needed) {
        for (const imported of infoOf(found)?.importedIds ?? []) {
          needed.add(imported);
        }
      }
    }
    return needed.has(id);
  };
};
