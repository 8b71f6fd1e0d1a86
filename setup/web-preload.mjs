import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the page of a path needs, the first path that fits: modules, and what it asks the API for first ($1: a part of
 * the path) when nothing is searched for.
 * @type {readonly { readonly path: string, readonly modules: readonly string[], readonly asks?: readonly string[] }[]}
 */
const pages = [
  { path: '^/tickets/new$', modules: ['modules/tickets/web/NewTicketPage.tsx'] },
  {
    path: '^/tickets/(\\d{1,15})$',
    modules: ['modules/tickets/web/TicketPage.tsx', 'platform/web/ui/markdown/MarkdownView.tsx'],
    asks: ['/tickets/$1', '/tickets/$1/comments?limit=50'],
  },
  { path: '^/sign-in$', modules: ['modules/accounts/web/SignInPage.tsx'] },
  { path: '^/admin/audit$', modules: ['modules/audit/web/AuditPage.tsx'] },
  { path: '^/tickets$', modules: ['modules/tickets/web/TicketsPage.tsx'], asks: ['/tickets?limit=50'] },
  { path: '^/$', modules: ['modules/home/web/HomePage.tsx'] },
];

/** The slices of Pretendard with the commonest signs; there is hardly a page without one of each. */
const slices = [91, 90, 89, 88, 87, 85, 84];

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */
/** @typedef {(code: string, file: string) => Promise<string>} ToJavaScript */
/** @typedef {{ rooms: readonly object[], fonts: readonly string[], korean: readonly [string, string] }} Wants see preload.ts */

/**
 * Vite plugin: a small file that the page runs first. It asks for the code of the page, for the language, for the
 * letters, for who is signed in and for what the page shows, in the same moment as for the app instead of after it.
 * @param {ToJavaScript} toJavaScript
 * @returns {import('vite').Plugin}
 */
export const preloadRoutes = (toJavaScript) => ({
  name: 'madang:preload',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const already = withImports(
        chunks,
        chunks.filter(({ isEntry }) => isEntry),
      );
      const rooms = pages.map(({ path, modules, asks = [] }) => {
        const wanted = chunks.filter(({ facadeModuleId }) => modules.some((id) => facadeModuleId?.endsWith(id)));
        return { path, asks, files: [...withImports(chunks, wanted)].filter((file) => !already.has(file)) };
      });
      /** @param {string} part */
      const words = (part) => there(chunks.find(({ name }) => name === part)?.fileName, part);
      const files = Object.keys(bundle);
      const fonts = slices.map((slice) =>
        there(
          files.find((file) => file.includes(`.subset.${slice}-`)),
          slice,
        ),
      );
      const wants = { rooms, fonts, korean: /** @type {const} */ ([words('ko'), words('ko-pages')]) };
      const source = await preloadScript(wants, toJavaScript);
      this.emitFile({ type: 'asset', fileName: 'preload.js', source });
    },
  },
  transformIndexHtml: {
    order: 'post',
    // Before the style sheet: a script behind one waits for it.
    handler: (html) => html.replace('<script type="module"', '<script src="/preload.js"></script>\n    $&'),
  },
});

/** A page that asked for nothing would get itself. @param {string | undefined} file @param {string | number} what */
const there = (file, what) => {
  if (file === undefined) throw new Error(`The build made no file for ${what}, which preload.js asks for`);
  return file;
};

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

/**
 * The script with what it needs to know, in a block of its own so that it names nothing on the page.
 * @param {Wants} wants @param {ToJavaScript} toJavaScript
 */
const preloadScript = async (wants, toJavaScript) => {
  const file = join(import.meta.dirname, '..', 'platform', 'web', 'preload.ts');
  const code = await toJavaScript(readFileSync(file, 'utf8'), file);
  return `{\n${code.replaceAll('export ', '')}\npreload(${JSON.stringify(wants)});\n}\n`;
};
