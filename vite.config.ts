import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { straightImports } from './setup/web-imports.mjs';
import { compressAssets, neededAtOnceBy, preloadRoutes } from './setup/web-plugins.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const mantine = (path: string): RegExp => new RegExp(`@mantine.core.esm.${path}`);

const isNeededAtOnce = neededAtOnceBy(here('index.html'));

export default defineConfig({
  root: here('.'),
  publicDir: here('platform/web/public'),
  plugins: [straightImports(), react(), preloadRoutes(), compressAssets()],
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
