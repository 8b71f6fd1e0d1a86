import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildMatrix } from '#platform/access/matrix.ts';
import type { Principal } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { mapQuery, type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { silentLog } from '#platform/log/log.ts';
import { arrangeActor, arrangeTenant, type TestActor } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import type { Events, StreamFacts, StreamTopic } from './events.ts';
import { createHub } from './hub.ts';
import type { DomainEvent } from './outbox.ts';

const functions = {
  'thing.read': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'own' },
  'thing.work': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'no' },
} as const;

/** Things live nowhere: even ids belong to the user whose id stands in `owners`. */
const owners = new Map<number, number>();
const topic: StreamTopic = {
  name: 'things',
  permission: 'thing.read',
  load: (tenantId, ids): Query<readonly StreamFacts[]> =>
    mapQuery(sqlQuery<{ id: number }>('select unnest($1::bigint[]) as id', [ids]), (rows) =>
      rows.map(({ id }) => ({
        subject: { type: 'thing', id, tenantId, ownerIds: owners.has(id) ? [owners.get(id) as number] : [] },
        data: { number: `T-${id}` },
      })),
    ),
};

const system: Actor = {
  id: null,
  login: null,
  tenantCode: null,
  channel: 'job',
  address: null,
  method: null,
  path: null,
  requestId: null,
};

let database: TestDatabase;
let hub: Events;
let other: Events;
let kernel: ReturnType<typeof makeTestKernel>;
let a: { id: number };
let b: { id: number };
const open: Reader[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  kernel = makeTestKernel(database, []);
  [hub, other] = [makeHub(), makeHub()];
  [a, b] = [await arrangeTenant(database, 'A'), await arrangeTenant(database, 'B')];
});
afterEach(() => {
  for (const reader of open.splice(0)) reader.body.destroy();
});
afterAll(async () => {
  await hub.close();
  await other.close();
  await kernel.close();
  await database.drop();
});

const key = Buffer.alloc(32, 3);
const makeHub = (beat = 14_000): Events =>
  createHub({
    app: database.app,
    system: database.system,
    matrix: buildMatrix([{ name: 'things', functions }]),
    topics: [topic, { ...topic, name: 'work', permission: 'thing.work' }, { name: 'notifications', personal: true }],
    log: silentLog(),
    key,
    beat,
    mostPerUser: 5,
  });

const principalOf = async (actor: TestActor): Promise<Principal> => {
  const who = await kernel.kernel.principals.renew(actor.headers);
  if (who === null) throw new Error('nobody');
  return who.principal;
};

type Heard = { id: string; event: string; data: Record<string, unknown>; at: number };
type Reader = { body: Readable; heard: Heard[]; lastId: () => string | null; ended: Promise<void> };

const listen = async (
  actor: TestActor,
  lastEventId: string | null = null,
  from: Events = hub,
  topics = ['things'],
): Promise<Reader> => {
  const body = await from.open({ principal: await principalOf(actor), topics, lastEventId });
  const heard: Heard[] = [];
  let last: string | null = lastEventId;
  let rest = '';
  body.on('data', (chunk: Buffer) => {
    const blocks = (rest + chunk.toString()).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      last = field('id') ?? last;
      const event = field('event');
      if (event)
        heard.push({ id: last ?? '', event, data: JSON.parse(field('data') ?? 'null'), at: performance.now() });
    }
  });
  const reader = {
    body,
    heard,
    lastId: () => last,
    ended: new Promise<void>((resolve) => body.once('close', () => resolve())),
  };
  open.push(reader);
  return reader;
};

const emit = (tenantId: number, id: number, more: Partial<DomainEvent> = {}): Promise<void> =>
  tenantTx(database.app, { tenantId, proof: null, actor: system }, async (tx) => {
    tx.emit({ topic: 'things', subject: { type: 'thing', id }, version: 1, change: 'created', ...more });
  });

const ids = (reader: Reader) => reader.heard.map(({ data }) => data.id);

test('a commit of another node reaches the stream with what the topic adds, within 300 ms at the 95th percentile', async () => {
  const reader = await listen(await arrangeActor(database, a.id, 'ENGINEER'));
  const waits: number[] = [];
  for (let at = 0; at < 40; at++) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    await emit(a.id, at, { version: 3, change: 'assigned' });
    const committed = performance.now();
    await expect.poll(() => reader.heard.length, { interval: 5 }).toBe(at + 1);
    waits.push((reader.heard[at]?.at ?? 0) - committed);
  }
  expect(reader.heard[1]).toMatchObject({
    event: 'thing.changed',
    data: { id: 1, number: 'T-1', version: 3, change: 'assigned' },
  });
  const p95 = waits.sort((x, y) => x - y)[37] ?? 0;
  expect(p95).toBeLessThan(300);
});

test('a commit of this process is told at once', async () => {
  const reader = await listen(await arrangeActor(database, a.id, 'ENGINEER'));
  await emit(a.id, 1);
  hub.nudge();
  const committed = performance.now();
  await expect.poll(() => reader.heard.length, { interval: 2 }).toBe(1);
  expect((reader.heard[0]?.at ?? 0) - committed).toBeLessThan(100);
});

test('nobody hears of another tenant', async () => {
  const readers = [
    await listen(await arrangeActor(database, a.id, 'ADMIN')),
    await listen(await arrangeActor(database, b.id, 'ADMIN')),
  ] as const;
  await emit(a.id, 10);
  await emit(b.id, 11);
  await emit(a.id, 12);
  await expect.poll(() => readers[0].heard.length).toBe(2);
  await expect.poll(() => readers[1].heard.length).toBe(1);
  expect(ids(readers[0])).toEqual([10, 12]);
  expect(ids(readers[1])).toEqual([11]);
});

test('a CUSTOMER hears of own things only, and never what is for those who work', async () => {
  const customer = await arrangeActor(database, a.id, 'CUSTOMER');
  owners.set(20, customer.userId);
  owners.set(22, customer.userId);
  const readers = [await listen(customer), await listen(await arrangeActor(database, a.id, 'ENGINEER'))] as const;
  await emit(a.id, 20);
  await emit(a.id, 21);
  await emit(a.id, 20, { audience: 'thing.work', change: 'noted' });
  await emit(a.id, 20, { audience: 'nothing.known' });
  await emit(a.id, 22);
  await expect.poll(() => ids(readers[1])).toEqual([20, 21, 20, 22]);
  await expect.poll(() => ids(readers[0])).toEqual([20, 22]);
});

test('what names one user reaches that user alone', async () => {
  const [one, two] = [await arrangeActor(database, a.id, 'CUSTOMER'), await arrangeActor(database, a.id, 'CUSTOMER')];
  const topics = ['things', 'notifications'];
  const readers = [await listen(one, null, hub, topics), await listen(two, null, hub, topics)] as const;
  const note = { topic: 'notifications', subject: { type: 'notification', id: 5 }, audience: `user:${one.userId}` };
  await emit(a.id, 5, note);
  await emit(a.id, 6, { ...note, audience: null, subject: { type: 'notification', id: 6 } });
  await expect.poll(() => readers[0].heard.length).toBe(1);
  expect(readers[0].heard[0]).toMatchObject({
    event: 'notification.changed',
    data: { id: 5, version: 1, change: 'created' },
  });
  await emit(a.id, 7, { ...note, subject: { type: 'notification', id: 7 } });
  await expect.poll(() => ids(readers[0])).toEqual([5, 7]);
  expect(readers[1].heard).toEqual([]);
});

test('a stream that comes back resumes after the last event it had, on any node, without loss or repetition', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  const first = await listen(engineer);
  for (const id of [30, 31, 32]) await emit(a.id, id);
  await expect.poll(() => ids(first)).toEqual([30, 31, 32]);
  first.body.destroy();
  await emit(b.id, 39);
  for (const id of [33, 34]) await emit(a.id, id);
  const at = first.heard[1]?.id ?? null;
  const again = await listen(engineer, at, other);
  await emit(a.id, 35);
  await expect.poll(() => ids(again)).toEqual([32, 33, 34, 35]);
  const third = await listen(engineer, again.heard[1]?.id ?? null);
  await expect.poll(() => ids(third)).toEqual([34, 35]);
});

test('many streams that come back at any point miss nothing while others write', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  let reader = await listen(engineer);
  const heard: unknown[] = [];
  const writing = (async () => {
    for (let round = 0; round < 40; round++) {
      await Promise.all([0, 1, 2, 3, 4].map((at) => emit(a.id, 1000 + round * 5 + at)));
    }
  })();
  for (let turn = 0; turn < 12; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    reader.body.destroy();
    heard.push(...ids(reader));
    reader = await listen(engineer, reader.lastId(), turn % 2 === 0 ? other : hub);
  }
  await writing;
  await expect.poll(() => new Set([...heard, ...ids(reader)]).size, { timeout: 5000 }).toBe(200);
  expect([...heard, ...ids(reader)].length).toBeLessThanOrEqual(205);
});

test('a transaction that commits late is told, and holds nobody up', async () => {
  const reader = await listen(await arrangeActor(database, a.id, 'ENGINEER'));
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const late = tenantTx(database.app, { tenantId: a.id, proof: null, actor: system }, async (tx) => {
    await tx.run(
      sqlRun(
        "insert into outbox (tenant_id, topic, subject_type, subject_id, version, change) values ($1, 'things', 'thing', 40, 1, 'x')",
        [a.id],
      ),
    );
    await gate;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await emit(a.id, 41);
  await expect.poll(() => ids(reader)).toEqual([41]);
  const behind = reader.lastId();
  release();
  await late;
  await expect.poll(() => ids(reader)).toEqual([41, 40]);
  const again = await listen(await arrangeActor(database, a.id, 'ENGINEER'), behind);
  await expect.poll(() => ids(again)).toEqual([40]);
});

test.each([
  ['is not one of ours', () => 'abc'],
  [
    'was made for another tenant',
    async () => {
      const theirs = await listen(await arrangeActor(database, b.id, 'ADMIN'));
      await expect.poll(theirs.lastId).not.toBeNull();
      return theirs.lastId();
    },
  ],
])('an id that %s gets a resync, and the stream goes on', async (_what, make) => {
  const strange = await make();
  const reader = await listen(await arrangeActor(database, a.id, 'ENGINEER'), strange);
  await expect.poll(() => reader.heard.map(({ event }) => event)).toEqual(['resync']);
  await emit(a.id, 50);
  await expect.poll(() => reader.heard.length).toBe(2);
});

test('what was purged cannot be resumed: resync', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  const reader = await listen(engineer);
  await emit(a.id, 60);
  await expect.poll(() => ids(reader)).toEqual([60]);
  const at = reader.lastId();
  await emit(a.id, 61);
  await database.asAdmin(
    `insert into madang.tail_position (name, from_snapshot, after_xid, holder, held_until)
     values ('outbox.purged', '1:1:', (select max(xid) from madang.outbox), '', now())`,
  );
  const again = await listen(engineer, at);
  await expect.poll(() => again.heard.map(({ event }) => event)).toEqual(['resync']);
  await database.asAdmin("delete from madang.tail_position where name = 'outbox.purged'");
});

test('a session that ends closes its stream, at the next event at the latest', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  const reader = await listen(engineer);
  await database.asAdmin('delete from madang.acting where id = $1', [engineer.actingId]);
  await emit(a.id, 70);
  await reader.ended;
  expect(reader.heard).toEqual([]);
});

test.each(['user', 'tenant'] as const)(
  'what is done to its %s cuts a stream that hears nothing of it',
  async (type) => {
    const gone = await arrangeActor(database, a.id, 'CUSTOMER');
    const stays = await arrangeActor(database, a.id, 'CUSTOMER');
    const [reader, neighbour] = [await listen(gone), await listen(stays)];
    await database.asAdmin('delete from madang.acting where id = $1', [gone.actingId]);
    // Told elsewhere and under a topic that neither of them has, as a suspension by the provider is.
    await emit(b.id, 0, { topic: 'elsewhere', subject: { type, id: type === 'user' ? gone.userId : a.id } });
    await reader.ended;
    owners.set(72, stays.userId);
    await emit(a.id, 72);
    await expect.poll(() => ids(neighbour)).toEqual([72]);
  },
);

test('a stream that was opened with an access token ends with it', async () => {
  const actor = await arrangeActor(database, a.id, 'ENGINEER');
  const principal = { ...(await principalOf(actor)), until: Date.now() + 300 };
  const body = await hub.open({ principal, topics: ['things'], lastEventId: null });
  body.resume();
  await new Promise((resolve) => body.once('end', resolve));
  expect(Date.now()).toBeGreaterThanOrEqual(principal.until - 5);
});

test('a role that changes closes the stream: it was opened for another principal', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  const reader = await listen(engineer);
  await database.asAdmin("update madang.acting set role = 'CUSTOMER', version = version + 1 where id = $1", [
    engineer.actingId,
  ]);
  await emit(a.id, 71);
  await reader.ended;
  expect(reader.heard).toEqual([]);
});

test('a quiet stream is proven anew and shows signs of life', async () => {
  const quick = makeHub(100);
  const [alive, dead] = [
    await arrangeActor(database, a.id, 'ENGINEER'),
    await arrangeActor(database, a.id, 'ENGINEER'),
  ];
  const readers = [await listen(alive, null, quick), await listen(dead, null, quick)] as const;
  let bytes = 0;
  readers[0].body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await expect.poll(() => bytes).toBeGreaterThan(100);
  await database.asAdmin('delete from madang.acting where id = $1', [dead.actingId]);
  await readers[1].ended;
  expect(readers[0].body.destroyed).toBe(false);
  await quick.close();
});

test('a reader that does not read is cut off, and can resume', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  const slow = await hub.open({ principal: await principalOf(engineer), topics: ['things'], lastEventId: null });
  const quick = await listen(await arrangeActor(database, a.id, 'ENGINEER'));
  const closed = new Promise((resolve) => slow.once('close', resolve));
  for (let round = 0; round < 10; round++) {
    await tenantTx(database.app, { tenantId: a.id, proof: null, actor: system }, async (tx) => {
      for (let at = 0; at < 100; at++)
        tx.emit({
          topic: 'things',
          subject: { type: 'thing', id: 2000 + round * 100 + at },
          version: 1,
          change: 'x'.repeat(300),
        });
    });
  }
  await closed;
  await expect.poll(() => quick.heard.length, { timeout: 5000 }).toBe(1000);
});

test('connections that die are no end: what is cut off resumes and has missed nothing', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  let reader = await listen(engineer);
  await expect.poll(reader.lastId).not.toBeNull();
  const heard: unknown[] = [];
  for (let turn = 0; turn < 10; turn++) {
    await database.asAdmin(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like '%\\_system'",
    );
    await emit(a.id, 3000 + turn);
    if (turn % 3 === 0) {
      reader.body.destroy();
      heard.push(...ids(reader));
      reader = await listen(engineer, reader.lastId());
    }
  }
  await expect.poll(() => new Set([...heard, ...ids(reader)]).size, { timeout: 10_000 }).toBe(10);
});

test('one user may have so many streams and no more, and they are given back', async () => {
  const engineer = await arrangeActor(database, a.id, 'ENGINEER');
  const readers = [];
  for (let at = 0; at < 5; at++) readers.push(await listen(engineer));
  await expect(listen(engineer)).rejects.toMatchObject({ status: 429 });
  for (const reader of readers) reader.body.destroy();
  await expect.poll(async () => (await listen(engineer)).body.destroyed).toBe(false);
});

test('a topic that is not there and one that is not theirs are refused alike, and without streams the outbox is left alone', async () => {
  const customer = await arrangeActor(database, a.id, 'CUSTOMER');
  const refusals = await Promise.all(
    ['secrets', 'work'].map((name) => listen(customer, null, hub, ['things', name]).catch((error: unknown) => error)),
  );
  expect(refusals).toMatchObject([
    { status: 404, gate: 'permission' },
    { status: 404, gate: 'permission' },
  ]);
  for (const reader of open) reader.body.destroy();
  await expect.poll(() => hub.count()).toBe(0);
});

test('who names no topic gets all that are theirs', async () => {
  const all = await hub.open({
    principal: await principalOf(await arrangeActor(database, a.id, 'CUSTOMER')),
    topics: null,
    lastEventId: null,
  });
  expect(hub.count()).toBe(1);
  all.destroy();
});
