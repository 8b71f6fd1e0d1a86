import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, silentLog, type TestDatabase, testMasterKey } from '#platform/testing/database.ts';
import { type FaultyProxy, startFaultyProxy } from '#platform/testing/faulty-proxy.ts';
import { clientConfig } from './connection.ts';
import { loginConnection } from './login-check.ts';
import { openPool, type Pool, type PoolConfig } from './pool.ts';
import { sqlQuery } from './query.ts';
import { readOnce, tenantTx } from './tenant-tx.ts';

let database: TestDatabase;
let proxy: FaultyProxy;
let pool: Pool;
const one = sqlQuery<{ n: number }>('select 1 as n');
const inTenant = { tenantId: 1, proof: null };
const actor = {
  id: null,
  login: 'tester',
  tenantCode: '*',
  channel: 'job',
  address: null,
  method: null,
  path: null,
  requestId: null,
} as const;
const ask = (): Promise<{ n: number }[]> => readOnce(pool, inTenant, one);
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  proxy = await startFaultyProxy(database.url);
});
afterEach(async () => {
  proxy.comeBack();
  await pool.close();
  await proxy.close();
});

const open = (config: Partial<PoolConfig> = {}): Pool => {
  pool = openPool({
    name: 'test',
    connection: loginConnection(proxy.url, database.prefix, 'app', testMasterKey, 2000),
    min: 0,
    max: 3,
    patience: 1500,
    queue: 100,
    silence: 1000,
    log: silentLog,
    ...config,
  });
  return pool;
};

test('it opens no more connections than it may, however many ask', async () => {
  open();
  const answers = await Promise.all(Array.from({ length: 50 }, ask));
  expect(answers).toHaveLength(50);
  expect(pool.counts()).toEqual({ open: 3, idle: 3, waiting: 0 });
});

test('who waits too long gets a 503 that says when to come again', async () => {
  open({ max: 1, patience: 1000 });
  const held = await pool.wait();
  await expect(ask()).rejects.toMatchObject({
    status: 503,
    code: 'database.unavailable',
    headers: { 'Retry-After': '2' },
  });
  pool.release(held);
  expect(await ask()).toEqual([{ n: 1 }]);
});

test('a queue that is full refuses at once', async () => {
  open({ max: 1, queue: 2 });
  const held = await pool.wait();
  const waiting = [ask(), ask()];
  const started = performance.now();
  await expect(ask()).rejects.toMatchObject({ status: 503 });
  expect(performance.now() - started).toBeLessThan(100);
  pool.release(held);
  expect(await Promise.all(waiting)).toHaveLength(2);
});

test('a database that goes away and comes back in time is only slow', async () => {
  open({ patience: 5000 });
  await ask();
  proxy.goAway();
  const waiting = Promise.all(Array.from({ length: 20 }, ask));
  await later(800);
  proxy.comeBack();
  expect(await waiting).toHaveLength(20);
});

test('a database that stays away for longer gives 503, and afterwards all is well', async () => {
  open({ patience: 400 });
  await ask();
  proxy.goAway();
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, ask));
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { status: 503 } });
  await later(1500);
  proxy.comeBack();
  await later(1200);
  expect(await Promise.all(Array.from({ length: 20 }, ask))).toHaveLength(20);
  expect(pool.counts().waiting).toBe(0);
});

test('connections cut while idle or busy are replaced', async () => {
  open();
  for (let times = 0; times < 5; times++) {
    const busy = Promise.all(Array.from({ length: 9 }, ask));
    proxy.cut();
    expect(await busy).toHaveLength(9);
    expect(await ask()).toEqual([{ n: 1 }]);
  }
});

test('a server that says nothing any more is given up', async () => {
  open({ silence: 500, patience: 1000 });
  await ask();
  proxy.hang();
  const started = performance.now();
  await expect(ask()).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(9000);
});

test('a transaction cut before its commit runs again, one cut at the commit does not', async () => {
  open();
  let runs = 0;
  const answer = await tenantTx(pool, { ...inTenant, actor }, async (tx) => {
    runs += 1;
    await tx.run(one);
    if (runs === 1) proxy.cut();
    const [row] = await tx.run(one);
    return row?.n;
  });
  expect({ answer, runs }).toEqual({ answer: 1, runs: 2 });

  runs = 0;
  const cutAtCommit = tenantTx(pool, { ...inTenant, actor }, async (tx) => {
    runs += 1;
    setTimeout(proxy.cut, 150);
    return tx.last(sqlQuery('select pg_sleep(0.6)'));
  });
  await expect(cutAtCommit).rejects.toThrow();
  expect(runs).toBe(1);
});

test('closing waits for what is lent and refuses who comes later', async () => {
  open();
  const held = await pool.wait();
  let closed = false;
  const closing = pool.close().then(() => {
    closed = true;
  });
  await expect(ask()).rejects.toMatchObject({ status: 503 });
  await later(50);
  expect(closed).toBe(false);
  pool.release(held);
  await closing;
  expect(pool.counts()).toEqual({ open: 0, idle: 0, waiting: 0 });
});

test('the user and the settings of a pool cannot be changed by the URL', () => {
  const url =
    'postgres://boss:secret@host/db?user=postgres&statement_timeout=0&sslmode=disable&options=-c%20a.b%3D1&binary=1';
  const config = clientConfig({ url, user: 'app', password: 'p', applicationName: 'x', statementTimeout: 2000 });
  expect(config.connectionString).toBe('postgres://app:p@host/db?sslmode=disable');
  expect(config.options).toMatch(/^-c a\.b=1 -c search_path=madang,pg_temp .*-c statement_timeout=2000$/);
});
