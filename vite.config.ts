import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, transformWithOxc } from 'vite';
import { commonOf, compileAtOnce, groupsOf, neededAtOnceBy } from './setup/web-chunks.mjs';
import { compressAssets } from './setup/web-compress.mjs';
import { straightImports } from './setup/web-imports.mjs';
import { preloadRoutes } from './setup/web-preload.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const mantine = (path: string): RegExp => new RegExp(`@mantine.core.esm.${path}`);

const isNeededAtOnce = neededAtOnceBy(here('index.html'));
/** The pages that people most often open first. */
const firstPages = {
  door: here('modules/accounts/web/SignInPage.tsx'),
  list: here('modules/tickets/web/TicketsPage.tsx'),
  detail: here('modules/tickets/web/TicketPage.tsx'),
};
const pages = globSync('modules/*/web/**/*Page.tsx', { cwd: here('.') }).map(here);
// A picture is a third of a kilobyte; in a file of its own it costs a request.
const enoughPages = (id: string): number => (id.includes('@tabler') ? 3 : 6);
const groups = [commonOf(pages, enoughPages), ...groupsOf(firstPages, pages)];

export default defineConfig({
  root: here('.'),
  publicDir: here('platform/web/public'),
  plugins: [
    straightImports(),
    react(),
    preloadRoutes(async (code, file) => (await transformWithOxc(code, file, { sourcemap: false })).code),
    compileAtOnce(groups.map(({ debugName }) => debugName)),
    compressAssets(),
  ],
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    manifest: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Without its own target Lightning CSS would rewrite light-dark(), and only in production.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The CSP takes neither fonts nor styles from data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: here('index.html'),
      output: {
        codeSplitting: {
          groups: [
            { name: 'ko', test: /[\\/]locale[\\/]ko\.json$/ },
            { name: 'ko-pages', test: /[\\/]locale[\\/]ko\.pages\.json$/ },
            // What the first load needs comes in one file, not in forty; pages share the rest among themselves.
            {
              debugName: 'app',
              name: (id, context) => (isNeededAtOnce(id, (of) => context.getModuleInfo(of)) ? 'app' : null),
            },
            // Parts that many pages share, bottom up: what several of them stand on goes with the first that needs it.
            { name: 'fields', test: mantine('components.(?:Input|InputBase|TextInput|Textarea|CloseButton)\\b') },
            { name: 'hooks', test: /@mantine.hooks/ },
            { name: 'floating', test: /@floating-ui|@mantine.core.esm.(?:utils.Floating|components.Popover\b)/ },
            { name: 'choices', test: mantine('components.(?:Combobox|ScrollArea|Select)\\b') },
            { name: 'menu', test: mantine('components.Menu\\b') },
            ...groups,
          ],
        },
      },
    },
  },
  server: {
    port: 4100,
    proxy: { '/api': { target: `http://localhost:${process.env.PORT ?? 4000}`, changeOrigin: false } },
  },
});
