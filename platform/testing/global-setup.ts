import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTemplate, silentLog } from './database.ts';

/** For vitest's globalSetup: a server when none is given, the template database, and what undoes both. */
export const setup = async (): Promise<() => Promise<void>> => {
  const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  const undo = given ? async () => undefined : await startServer();
  process.env.MADANG_TEST_TEMPLATE = await createTemplate();
  return undo;
};

const startServer = async (): Promise<() => Promise<void>> => {
  const { startEmbedded } = await import('#platform/db/embedded/embedded.ts');
  const folder = await mkdtemp(join(tmpdir(), 'madang-test-'));
  const server = await startEmbedded({ dataDir: folder, log: silentLog as never });
  process.env.TEST_DATABASE_URL = server.adminUrl;
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
};
