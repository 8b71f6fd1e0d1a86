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

/** Which page a path opens; the first that fits. @type {readonly (readonly [string, string])[]} */
const pages = [
  ['^/tickets/new$', 'modules/tickets/web/NewTicketPage.tsx'],
  ['^/tickets/\\d', 'modules/tickets/web/TicketPage.tsx'],
  ['^/sign-in$', 'modules/accounts/web/SignInPage.tsx'],
  ['^/(tickets)?$', 'modules/tickets/web/TicketsPage.tsx'],
];

/**
 * Vite plugin: a small file that the page runs first, which asks for the code of the page and for the language in the
 * same moment as for the app, instead of after it.
 * @returns {import('vite').Plugin}
 */
export const preloadRoutes = () => ({
  name: 'madang:preload',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      /** @param {string} id @returns {string | undefined} */
      const fileOf = (id) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(id))?.fileName;
      const korean = chunks.find(({ name }) => name === 'ko')?.fileName;
      const routes = pages.map(([path, id]) => [path, fileOf(id)]).filter(([, file]) => file !== undefined);
      const source = `(() => {
  const add = (file) => {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = '/' + file;
    document.head.append(link);
  };
  const route = ${JSON.stringify(routes)}.find(([path]) => new RegExp(path).test(location.pathname));
  if (route) add(route[1]);
  if (document.documentElement.lang !== 'en') add(${JSON.stringify(korean)});
})();
`;
      this.emitFile({ type: 'asset', fileName: 'preload.js', source });
    },
  },
  transformIndexHtml: (html) => ({
    html,
    tags: [{ tag: 'script', attrs: { src: '/preload.js' }, injectTo: 'head' }],
  }),
});

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
