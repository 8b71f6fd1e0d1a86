import { PgBoss } from 'pg-boss';
import Type from 'typebox';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/audit/entry.ts';
import { sqlQuery, sqlRun } from '#platform/db/query.ts';
import { type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { listenerJob, startDispatcher } from '#platform/events/dispatch.ts';
import type { OutboxEvent } from '#platform/events/events.ts';
import { purgeOutbox } from '#platform/events/purge.ts';
import { silentLog } from '#platform/log/log.ts';
import { arrangeActor, arrangeTenant } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import { defineJob, type Job, type JobContext } from './jobs.ts';
import { DEAD_LETTERS, ensureQueues } from './queues.ts';
import { startWorker, type Worker } from './worker.ts';

const actor: Actor = {
  id: null,
  login: 'test',
  tenantCode: '*',
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
};

type Run = { tenantId: number; input: { what: number }; context: JobContext };
let database: TestDatabase;
let kernel: ReturnType<typeof makeTestKernel>;
let tenant: number;
let other: number;
let worker: Worker | null = null;
const runs: Run[] = [];
let behave: (run: Run) => Promise<void> = async () => undefined;

const job = (name: string, more: Partial<Job> = {}): Job => ({
  ...defineJob({
    name,
    input: Type.Object({ what: Type.Integer() }),
    pollSeconds: 0.5,
    run: async (context, input) => {
      const run = { tenantId: context.tenantId, input, context };
      runs.push(run);
      await behave(run);
    },
  }),
  ...more,
});
const jobs = [
  job('test.plain'),
  job('test.once', { retries: 0 }),
  job('test.again', { retries: 2 }),
  job('test.timed', { cron: '0 9 * * *', input: Type.Object({}) }),
];

beforeAll(async () => {
  database = await createTestDatabase();
  kernel = makeTestKernel(database, []);
  [tenant, other] = [(await arrangeTenant(database, 'A')).id, (await arrangeTenant(database, 'B')).id];
  await ensureQueues(database.system, jobs);
});
afterEach(async () => {
  await worker?.stop(2000);
  worker = null;
  runs.length = 0;
  behave = async () => undefined;
});
afterAll(async () => {
  await kernel.close();
  await database.drop();
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>, tenantId = tenant): Promise<T> =>
  tenantTx(database.app, { tenantId, proof: null, actor }, work);
const start = async (more: readonly Job[] = jobs): Promise<void> => {
  worker = await startWorker(kernel.kernel, more);
};
const states = async (name: string) =>
  (
    await database.asAdmin('select state::text as state from pgboss.job where name = $1 order by created_on', [name])
  ).map((row) => row.state);

test("the queue's tables are just what this version of pg-boss expects", async () => {
  const boss = new PgBoss({
    connectionString: database.url,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 1,
  });
  await boss.start();
  const drift = await boss.detectSchemaDrift();
  await boss.stop({ graceful: false });
  expect(drift).toMatchObject({ ok: true });
});

test('a job runs in the tenant that enqueued it, with what it was given', async () => {
  await start();
  await inTenant(async (tx) => tx.enqueue({ name: 'test.plain', data: { what: 1 } }));
  await inTenant(async (tx) => tx.enqueue({ name: 'test.plain', data: { what: 2 } }), other);
  await expect.poll(() => runs.length, { timeout: 10_000 }).toBe(2);
  expect(runs.map(({ tenantId, input }) => [tenantId, input.what])).toEqual([
    [tenant, 1],
    [other, 2],
  ]);
  await expect.poll(() => states('test.plain')).toEqual(['completed', 'completed']);
});

test('a job of a transaction that is rolled back never was', async () => {
  const failing = inTenant(async (tx) => {
    tx.enqueue({ name: 'test.once', data: { what: 3 } });
    await tx.run(sqlQuery('select 1 / 0'));
  });
  await expect(failing).rejects.toThrow();
  expect(await states('test.once')).toEqual([]);
});

test('a job that nobody declares cannot be enqueued', async () => {
  await expect(inTenant(async (tx) => tx.enqueue({ name: 'test.unknown', data: {} }))).rejects.toMatchObject({
    code: '23503',
  });
});

test('at most one job with the same key waits', async () => {
  for (let at = 0; at < 3; at++)
    await inTenant(async (tx) => tx.enqueue({ name: 'test.once', data: { what: at }, key: 'k' }));
  await inTenant(async (tx) => tx.enqueue({ name: 'test.once', data: { what: 9 }, key: 'k' }), other);
  expect(await states('test.once')).toEqual(['created', 'created']);
  await database.asAdmin("delete from pgboss.job where name = 'test.once'");
});

test('the application can only add jobs of its own tenant, and reads none', async () => {
  const foreign = sqlRun(
    `insert into pgboss.job_common (name, data, start_after) values ('test.plain', '{"tenantId": ${other}}', now())`,
  );
  await expect(inTenant((tx) => tx.run(foreign))).rejects.toThrow('row-level security');
  const bare = sqlRun("insert into pgboss.job_common (name, data) values ('test.plain', '{}')");
  await expect(inTenant((tx) => tx.run(bare))).rejects.toThrow('row-level security');
  for (const sql of [
    'select data from pgboss.job',
    'select id from pgboss.job_common',
    'delete from pgboss.job_common',
    "update pgboss.job_common set state = 'completed'",
  ]) {
    await expect(
      inTenant((tx) => tx.run(sqlQuery(sql))),
      sql,
    ).rejects.toThrow('permission denied');
  }
});

test('a job that fails is tried again, and ends with the dead letters', async () => {
  behave = () => Promise.reject(new Error('broken mdk_1_2_secret'));
  await database.asAdmin(
    "update pgboss.queue set retry_delay = 0, retry_backoff = false, dead_letter = 'jobs.dead' where name = 'test.again'",
  );
  await inTenant(async (tx) => tx.enqueue({ name: 'test.again', data: { what: 4 } }));
  await start([job('test.again', { retries: 2 })]);
  await expect.poll(() => runs.length, { timeout: 15_000 }).toBe(3);
  await expect.poll(() => states('test.again')).toEqual(['failed']);
  const [dead] = await database.asAdmin('select data from pgboss.job where name = $1', [DEAD_LETTERS]);
  expect(dead?.data).toMatchObject({ tenantId: tenant, what: 4 });
  const [failed] = await database.asAdmin("select output::text as output from pgboss.job where name = 'test.again'");
  expect(failed?.output).toContain('broken');
  expect(failed?.output).not.toContain('secret');
});

test('data that the job does not take is never run', async () => {
  await start();
  await inTenant(async (tx) => tx.enqueue({ name: 'test.once', data: { what: 'text' } }));
  await expect.poll(() => states('test.once'), { timeout: 10_000 }).toEqual(['failed']);
  expect(runs).toEqual([]);
  await database.asAdmin("delete from pgboss.job where name = 'test.once'");
});

test('a job for a user runs with what the user may do today, and not at all for one who was disabled', async () => {
  const [one, two] = [
    await arrangeActor(database, tenant, 'ENGINEER'),
    await arrangeActor(database, tenant, 'ENGINEER'),
  ];
  await inTenant(async (tx) => {
    tx.enqueue({ name: 'test.plain', data: { what: 5 }, onBehalfOf: one.userId });
    tx.enqueue({ name: 'test.plain', data: { what: 6 }, onBehalfOf: two.userId });
  });
  await database.asAdmin("update madang.tenant_member set role = 'CUSTOMER' where user_id = $1", [one.userId]);
  await database.asAdmin("update madang.tenant_member set status = 'disabled' where user_id = $1", [two.userId]);
  await start();
  await expect
    .poll(async () => (await states('test.plain')).every((state) => state === 'completed'), { timeout: 10_000 })
    .toBe(true);
  expect(runs.map(({ input, context }) => [input.what, context.principal?.role])).toEqual([[5, 'CUSTOMER']]);
});

test('a user who is disabled while the job runs writes nothing any more; what was written is audited as the job', async () => {
  const user = await arrangeActor(database, tenant, 'ENGINEER');
  let second: unknown;
  behave = async ({ context }) => {
    await context.write(async (tx) => tx.record({ action: 'test.first', subject: null }));
    await database.asAdmin("update madang.tenant_member set status = 'disabled' where user_id = $1", [user.userId]);
    second = await context
      .write(async (tx) => tx.record({ action: 'test.second', subject: null }))
      .catch((error) => error);
  };
  await inTenant(async (tx) => tx.enqueue({ name: 'test.plain', data: { what: 7 }, onBehalfOf: user.userId }));
  await start();
  await expect.poll(() => second, { timeout: 10_000 }).toMatchObject({ code: 'MD401' });
  const rows = await database.asAdmin(
    "select action, channel, actor_login from madang.audit where action like 'test.%'",
  );
  expect(rows).toEqual([{ action: 'test.first', channel: 'job', actor_login: user.login }]);
});

test('a process that stops finishes the job that runs and takes no new one', async () => {
  let done = false;
  behave = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    done = true;
  };
  await start();
  await inTenant(async (tx) => {
    tx.enqueue({ name: 'test.plain', data: { what: 8 } });
    tx.enqueue({ name: 'test.plain', data: { what: 9 } });
  });
  await expect.poll(() => runs.length, { timeout: 10_000 }).toBe(1);
  await worker?.stop(10_000);
  expect(done).toBe(true);
  expect(runs.length).toBe(1);
  expect((await states('test.plain')).filter((state) => state === 'created')).toHaveLength(1);
  await database.asAdmin("delete from pgboss.job where name = 'test.plain'");
});

test('schedules are what is declared: those taken away are taken away', async () => {
  const scheduled = () => database.asAdmin('select name, cron, timezone, data from pgboss.schedule');
  await start();
  expect(await scheduled()).toEqual([
    { name: 'test.timed', cron: '0 9 * * *', timezone: 'Asia/Seoul', data: { tenantId: 1 } },
  ]);
  await worker?.stop();
  await start(jobs.filter((each) => each.cron === undefined));
  expect(await scheduled()).toEqual([]);
});

test('each committed event becomes a job of each listener of its topic, whoever dispatches', async () => {
  const heard: [string, OutboxEvent][] = [];
  const listeners = ['one', 'two'].map((name) => ({
    name: `test.${name}`,
    topics: name === 'one' ? ['things'] : ['things', 'others'],
    run: async (_context: JobContext, event: OutboxEvent) => void heard.push([name, event]),
  }));
  await start(listeners.map(listenerJob));
  const dispatchers = [1, 2].map(() => startDispatcher(database.system, listeners, silentLog(), 20));
  const emit = (topic: string, id: number, tenantId = tenant) =>
    inTenant(async (tx) => tx.emit({ topic, subject: { type: 'thing', id }, version: 2, change: 'made' }), tenantId);
  await Promise.all([emit('things', 1), emit('things', 2, other), emit('others', 3), emit('nobody', 4)]);
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(5);
  expect(heard.map(([name, event]) => `${name} ${event.subject.id} ${event.tenantId}`).sort()).toEqual([
    `one 1 ${tenant}`,
    `one 2 ${other}`,
    `two 1 ${tenant}`,
    `two 2 ${other}`,
    `two 3 ${tenant}`,
  ]);
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  await emit('things', 5);
  const later = startDispatcher(database.system, listeners, silentLog(), 20);
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(7);
  await later.stop();
});

test('old events are purged, younger ones and those that no listener had are not', async () => {
  const count = async () => (await database.asAdmin('select count(*)::int as n from madang.outbox'))[0]?.n as number;
  const before = await count();
  await inTenant(async (tx) =>
    tx.emit({ topic: 'things', subject: { type: 'thing', id: 6 }, version: 1, change: 'made' }),
  );
  await database.asAdmin("update madang.outbox set created_at = now() - interval '3 hours'");
  await inTenant(async (tx) =>
    tx.emit({ topic: 'things', subject: { type: 'thing', id: 7 }, version: 1, change: 'made' }),
  );
  expect(await purgeOutbox(database.system, 7200)).toBe(before);
  expect(await count()).toBe(2);
  const [purged] = await database.asAdmin(
    "select after_xid::text as xid from madang.tail_position where name = 'outbox.purged'",
  );
  expect(Number(purged?.xid)).toBeGreaterThan(0);
});
