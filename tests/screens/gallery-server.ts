import { createServer } from 'vite';

/** The gallery comes from the development server: what is built for people does not hold it. */
export const openGallery = async (root: string): Promise<{ address: string; close: () => Promise<void> }> => {
  const server = await createServer({
    root,
    configFile: `${root}/vite.config.ts`,
    logLevel: 'error',
    clearScreen: false,
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await server.listen();
  const address = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  return { address, close: () => server.close() };
};
