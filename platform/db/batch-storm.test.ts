import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { BEGIN, batch, COMMIT } from './batch.ts';
import type { Connection } from './connection.ts';
import type { Pool } from './pool.ts';
import { type Rows, sqlQuery } from './query.ts';
import { readOnce } from './tenant-tx.ts';

const TENANTS = 6;
const USERS = 20;
type Tally = { right: number; wrong: number; empty: number; refused: number; hung: number };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 6 });
  await database.asAdmin(`
    create table madang.canary (
      tenant_id int not null,
      user_id int not null,
      word text not null,
      constraint canary_pkey primary key (tenant_id, user_id)
    );
    insert into madang.canary select t, u, format('canary of %s in %s', u, t)
    from generate_series(1, ${TENANTS}) t, generate_series(1, ${USERS}) u;
    alter table madang.canary enable row level security;
    alter table madang.canary force row level security;
    create policy canary_app on madang.canary to ${database.prefix}_app
      using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
    grant select, update on madang.canary to ${database.prefix}_app`);
});
afterAll(() => database.drop());

/** One question whose answer is known: own row by key, and the whole tenant (`select *` feels every change of columns). */
const ask = async (pool: Pool, tally: Tally, tenant: number, user: number): Promise<void> => {
  const byKey = sqlQuery('select word from canary where user_id = $1', [user]);
  const everything = sqlQuery('select * from canary order by user_id');
  const rows = await readOnce(pool, { tenantId: tenant, proof: null }, user % 3 === 0 ? everything : byKey);
  const expected = user % 3 === 0 ? USERS : 1;
  const own = rows.find((row) => row.word === `canary of ${user} in ${tenant}`);
  const foreign = rows.some((row) => !String(row.word).endsWith(` in ${tenant}`));
  if (rows.length === 0) tally.empty += 1;
  else if (own && !foreign && rows.length === expected) tally.right += 1;
  else tally.wrong += 1;
};

/** What callers do wrong, each in the middle of others' questions. */
const misbehave = async (pool: Pool, way: number): Promise<void> => {
  const question = [
    sqlQuery('select 1 / $1::int', [0]),
    sqlQuery('select from where', []),
    { statements: [{ text: 'select $1', values: [5 as never] }], answer: () => undefined },
    sqlQuery('select set_config($1, $2, true)', ['app.tenant_id', '1']),
  ][way % 4];
  if (question) await readOnce(pool, { tenantId: 1, proof: null }, question as ReturnType<typeof sqlQuery>);
};

const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('hung')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const storm = async (pool: Pool, callers: number, milliseconds: number): Promise<Tally> => {
  const tally: Tally = { right: 0, wrong: 0, empty: 0, refused: 0, hung: 0 };
  const end = performance.now() + milliseconds;
  const caller = async (number: number): Promise<void> => {
    for (let turn = 0; performance.now() < end; turn++) {
      const tenant = 1 + ((number + turn) % TENANTS);
      const user = 1 + ((number * 7 + turn) % USERS);
      const work = turn % 9 === 8 ? misbehave(pool, turn + number) : ask(pool, tally, tenant, user);
      await within(20_000, work).catch((error: Error) => {
        tally[error.message === 'hung' ? 'hung' : 'refused'] += 1;
      });
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
  return tally;
};

const every = (milliseconds: number, work: () => Promise<unknown>): (() => Promise<void>) => {
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      await work();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  })();
  return () => {
    stopped = true;
    return running;
  };
};

test.each([1, 4, 40, 300])('%i callers at once each get their own answer', async (callers) => {
  const tally = await storm(database.app, callers, 700);
  expect(tally).toMatchObject({ wrong: 0, empty: 0, hung: 0 });
  expect(tally.right).toBeGreaterThan(50);
});

test('killed backends and columns that come and go cost no answer its truth', async () => {
  let column = false;
  const stopKilling = every(150, () =>
    database.asAdmin(
      'select pg_terminate_backend(pid) from (select pid from pg_stat_activity where usename = $1 and datname = current_database() limit 2) a',
      [`${database.prefix}_app`],
    ),
  );
  const stopChanging = every(100, () => {
    column = !column;
    return database.asAdmin(
      column ? 'alter table madang.canary add column extra int' : 'alter table madang.canary drop column extra',
    );
  });
  const tally = await storm(database.app, 32, 5000);
  await Promise.all([stopKilling(), stopChanging()]);
  expect(tally).toMatchObject({ wrong: 0, empty: 0, hung: 0 });
  expect(tally.right).toBeGreaterThan(200);
  const { open, idle, waiting } = database.app.counts();
  expect({ lent: open - idle, waiting }).toEqual({ lent: 0, waiting: 0 });
});

test('time-outs in between hold nobody up for long', async () => {
  const slow = Promise.allSettled(
    Array.from({ length: 3 }, () =>
      readOnce(database.app, { tenantId: 1, proof: null }, sqlQuery('select pg_sleep(5)')),
    ),
  );
  const tally = await storm(database.app, 30, 2500);
  expect((await slow).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(tally).toMatchObject({ wrong: 0, empty: 0, hung: 0 });
});

test('the same holds for writes: what was changed is one’s own', async () => {
  const change = (user: number) =>
    batch(database.app, [
      BEGIN,
      { text: 'set local app.tenant_id = 2', values: [] },
      { text: 'update canary set word = word where user_id = $1 returning user_id, tenant_id', values: [String(user)] },
      COMMIT,
    ]);
  const users = Array.from({ length: 200 }, (_, at) => 1 + (at % USERS));
  const answers = await Promise.all(users.map(change));
  expect(answers.map(([, , rows]) => rows?.[0])).toEqual(users.map((user) => ({ user_id: user, tenant_id: 2 })));
});

test('a planted fault, an answer taken from the neighbour, is caught', async () => {
  const tally = await storm(withNeighboursAnswers(database.app), 16, 700);
  expect(tally.wrong + tally.empty).toBeGreaterThan(0);
});

/** A pool whose connections now and then hand out what another connection has answered just before. */
const withNeighboursAnswers = (pool: Pool): Pool => {
  let previous: Rows[] | undefined;
  let turn = 0;
  const spoil = (connection: Connection): Connection => ({
    ...connection,
    receiver: {
      expect: async (steps, bytes) => {
        const own = await connection.receiver.expect(steps, bytes);
        turn += 1;
        const answer = turn % 10 === 0 && previous?.length === own.length ? previous : own;
        previous = own;
        return answer;
      },
    },
  });
  const lent = new Map<Connection, Connection>();
  const lend = (connection: Connection): Connection => {
    const spoilt = spoil(connection);
    lent.set(spoilt, connection);
    return spoilt;
  };
  const own = (connection: Connection): Connection => lent.get(connection) ?? connection;
  return {
    ...pool,
    take: () => {
      const connection = pool.take();
      return connection && lend(connection);
    },
    wait: async (fresh) => lend(await pool.wait(fresh)),
    release: (connection) => pool.release(own(connection)),
    destroy: (connection) => pool.destroy(own(connection)),
  };
};
