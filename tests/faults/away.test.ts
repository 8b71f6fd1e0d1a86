import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testMasterKey } from '#platform/testing/database.ts';
import { createEmptyDatabase, type EmptyDatabase } from '#platform/testing/empty-database.ts';
import { type FaultyProxy, startFaultyProxy } from '#platform/testing/faulty-proxy.ts';
import { startCalling } from './callers.ts';
import { type Desk, openDesk } from './desk.ts';
import { prepareServer, type ServerProcess } from './server-process.ts';

let database: EmptyDatabase;
let proxy: FaultyProxy;
let server: ServerProcess;
let desk: Desk;
beforeAll(async () => {
  database = await createEmptyDatabase();
  proxy = await startFaultyProxy(database.url);
  server = await prepareServer({
    DATABASE_URL: proxy.url,
    MADANG_MASTER_KEY: Buffer.from(testMasterKey).toString('base64'),
  });
  await server.start();
  desk = await openDesk(server);
}, 240_000);
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
}, 60_000);

/** People who look at a list again and again; how often they got which answer. */
const startReading = (readers: number) => {
  const answers: Record<string, number> = {};
  let running = true;
  const read = async (): Promise<void> => {
    while (running) {
      const { status, headers } = await desk.get('/api/tickets?limit=20');
      const what = status === 503 && !headers.has('retry-after') ? '503 without Retry-After' : String(status);
      answers[what] = (answers[what] ?? 0) + 1;
      await sleep(20);
    }
  };
  const all = Promise.all(Array.from({ length: readers }, read));
  all.catch(() => undefined);
  return {
    answers,
    finish: async () => {
      running = false;
      await all;
    },
  };
};

it('a database that goes away for ten seconds makes people wait, or come again; afterwards all is well', async () => {
  const callers = startCalling({ address: server.address, cookie: desk.cookie, callers: 16, careless: 5 });
  const readers = startReading(16);
  await expect.poll(() => callers.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(50);
  proxy.goAway();
  await sleep(10_000);
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  proxy.comeBack();
  await expect.poll(server.isReady, { timeout: 10_000 }).toBe(true);
  // Those who still wait are answered, and then nobody is refused any more.
  await sleep(3000);
  const refused = [callers.refused(), readers.answers['503']];
  const [opened, read] = [callers.acknowledged.length, readers.answers['200'] ?? 0];
  await expect.poll(() => callers.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(opened + 50);
  await callers.finish();
  await readers.finish();
  expect([callers.refused(), readers.answers['503']]).toEqual(refused);
  expect(Object.keys(readers.answers).filter((answer) => !['200', '503'].includes(answer))).toEqual([]);
  expect(readers.answers['200']).toBeGreaterThan(read + 20);
  expect(server.isRunning()).toBe(true);
  await desk.expectWhole(callers, 'ten seconds without a database');
});
