import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog, testMasterKey } from '#platform/testing/database.ts';
import { createEmptyDatabase, type EmptyDatabase } from '#platform/testing/empty-database.ts';
import { startFaultyProxy } from '#platform/testing/faulty-proxy.ts';
import { openDatabase } from './open.ts';
import type { Pool } from './pool.ts';
import { sqlQuery } from './query.ts';
import { readOnce } from './tenant-tx.ts';

const config = { masterKey: testMasterKey, log: silentLog };
let server: EmptyDatabase;
beforeAll(async () => {
  server = await createEmptyDatabase();
  await (await openDatabase({ ...config, url: server.url })).close();
});
afterAll(() => server.drop());

const ask = async (pool: Pool, text: string): Promise<unknown> => {
  const [row] = await readOnce(pool, { tenantId: 1, proof: null }, sqlQuery(text));
  return row && Object.values(row)[0];
};

describe('a database that is open', () => {
  test('has a pool per role, each its own, with the patience of its work', async () => {
    const database = await openDatabase({ ...config, url: server.url });
    const pools = [database.app, database.exports, database.staff, database.system];
    const users = await Promise.all(pools.map((pool) => ask(pool, 'select current_user::text')));
    expect(users).toEqual(['app', 'app', 'staff', 'system'].map((word) => `${server.name}_${word}`));
    const patience = await Promise.all(pools.map((pool) => ask(pool, "select current_setting('statement_timeout')")));
    expect(patience).toEqual(['2s', '10min', '2s', '1min']);
    await database.close();
  });

  test('lets no session begin differently from another', async () => {
    const database = await openDatabase({ ...config, url: server.url });
    const settings =
      "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where source = 'client'";
    const [one, two] = await Promise.all([ask(database.app, settings), ask(database.app, settings)]);
    expect(one).toBe(two);
    expect(one).toContain('search_path=madang,pg_temp');
    expect(one).toContain('TimeZone=UTC');
    await database.close();
  });

  test('is opened again within the time that a start has', async () => {
    const started = performance.now();
    const database = await openDatabase({ ...config, url: server.url });
    expect(performance.now() - started).toBeLessThan(1500);
    await database.close();
  });

  test('leaves no connection behind when it is closed', async () => {
    const database = await openDatabase({ ...config, url: server.url });
    await Promise.all(Array.from({ length: 20 }, () => ask(database.app, 'select 1')));
    await database.close();
    const left = () =>
      server.asAdmin(async (admin) => {
        const { rows } = await admin.query(
          `select count(*)::int as n from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
        );
        return rows[0].n;
      });
    // The server takes a moment to end a session whose client has gone; one that was left open would stay.
    await expect.poll(left).toBe(0);
    await expect(ask(database.app, 'select 1')).rejects.toMatchObject({ status: 503 });
  });
});

test('ten seconds without a database under load: waiting or 503, and afterwards all is well', {
  timeout: 60_000,
}, async () => {
  const proxy = await startFaultyProxy(server.url);
  const database = await openDatabase({ ...config, url: proxy.url });
  const outcomes: Record<string, number> = {};
  let running = true;
  const caller = async (): Promise<void> => {
    while (running) {
      const outcome = await ask(database.app, 'select 42').catch((error: { status?: number }) => error);
      const name = outcome === 42 ? 'right' : String((outcome as { status?: number }).status);
      outcomes[name] = (outcomes[name] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const callers = Promise.all(Array.from({ length: 32 }, caller));
  await new Promise((resolve) => setTimeout(resolve, 500));
  proxy.goAway();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  proxy.comeBack();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const before = outcomes['503'];
  const rightBefore = outcomes.right ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  running = false;
  await callers;
  expect(Object.keys(outcomes).sort()).toEqual(['503', 'right']);
  expect(outcomes['503']).toBe(before);
  expect(outcomes.right).toBeGreaterThan(rightBefore + 100);
  await database.close();
  await proxy.close();
});

test('without a URL and without a folder there is nothing to open', async () => {
  await expect(openDatabase(config)).rejects.toThrow('Neither a database URL nor a data folder');
});
