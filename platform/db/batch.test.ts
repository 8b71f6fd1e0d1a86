import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { BEGIN, BEGIN_READ_ONLY, batch, COMMIT } from './batch.ts';
import type { Parameter, Statement } from './query.ts';
import { sqlState } from './sql-error.ts';
import { ruleOf } from './statement-rules.ts';

let database: TestDatabase;
const plain = (text: string, ...values: Parameter[]): Statement => ({ text, values });
const read = (...statements: Statement[]) =>
  batch(database.app, [BEGIN_READ_ONLY, ...statements, COMMIT], { repeatable: true });
const write = (...statements: Statement[]) => batch(database.app, [BEGIN, ...statements, COMMIT]);
const counts = () => database.app.counts();

beforeAll(async () => {
  database = await createTestDatabase({ connections: 2 });
  await database.asAdmin('create table madang.pot (id int primary key, name text)');
  await database.asAdmin(`grant select, insert, update, delete on madang.pot to ${database.prefix}_app`);
});
afterAll(() => database.drop());

test('rows come back by statement, values as JavaScript has them', async () => {
  const results = await read(
    plain('select $1::int as a, $2::text as b, null as c', '5', '가나다'),
    plain('select n::int8 from generate_series(1, 3) n'),
    plain('select 1 as none where false'),
  );
  expect(results.slice(1, -1)).toEqual([[{ a: 5, b: '가나다', c: null }], [{ n: 1 }, { n: 2 }, { n: 3 }], []]);
});

test('a statement may come twice in one batch, before and after it is prepared', async () => {
  const twice = plain('select $1::int + 1 as n', '1');
  for (let times = 0; times < 3; times++) {
    const results = await read(twice, { ...twice, values: ['5'] }, twice);
    expect(results.slice(1, -1)).toEqual([[{ n: 2 }], [{ n: 6 }], [{ n: 2 }]]);
  }
});

test('changes say how many rows they touched', async () => {
  const [, inserted, updated] = await write(
    plain("insert into pot (id, name) values (1, 'a'), (2, 'b') returning id"),
    plain('update pot set name = $1', 'c'),
    plain('delete from pot'),
  );
  expect(inserted).toEqual(Object.assign([{ id: 1 }, { id: 2 }], { affected: 2 }));
  expect(updated?.affected).toBe(2);
});

test('a value of five megabytes and one of every plane of Unicode come through', async () => {
  const large = '가\u{1F3E0}a'.repeat(700_000);
  const [, rows] = await read(plain('select $1 as text, octet_length($1)::int as bytes', large));
  expect(rows?.[0]).toEqual({ text: large, bytes: Buffer.byteLength(large) });
});

test('more statements than a connection keeps prepared are still answered', async () => {
  for (let from = 0; from < 1200; from += 100) {
    const many = Array.from({ length: 100 }, (_, at) => plain(`select ${from + at} as n`));
    const results = await read(plain('select 0 as n'), ...many);
    expect(results.slice(2, -1).map((rows) => rows[0]?.n)).toEqual(many.map((_, at) => from + at));
  }
  const connection = database.app.take();
  expect(connection?.prepared.size).toBeLessThan(610);
  const [counted] =
    (await connection?.client.query('select count(*)::int as n from pg_prepared_statements'))?.rows ?? [];
  expect(counted.n).toBeLessThan(610);
  if (connection) database.app.release(connection);
});

describe('what may not travel is refused before anything is sent', () => {
  test.each([
    'copy pot to stdout',
    'listen somebody',
    'set app.tenant_id = 1',
    "set session app.tenant_id = '1'",
    'set local app.tenant_id = 1; select 1',
    'create temporary table t (a int)',
    'declare c cursor for select 1',
    'lock table pot',
    'discard all',
    'vacuum',
    'rollback',
    'savepoint x',
    'do $$ begin end $$',
    'commit; select 1',
    'begin; select 1',
    "select set_config('app.tenant_id', '2', true)",
    'select pg_advisory_lock(1)',
    'select pg_try_advisory_lock(1)',
    'select 1 into temp t',
    '/* a comment */ listen x',
    '',
  ])('%s', async (text) => {
    expect(() => ruleOf(text)).toThrow(TypeError);
    await expect(read(plain(text))).rejects.toThrow(TypeError);
  });

  test.each([[[BEGIN, COMMIT, BEGIN, COMMIT]], [[plain('select 1'), BEGIN]], [[COMMIT, plain('select 1')]]])(
    'a batch is one transaction, so %j is refused',
    async (statements) => {
      await expect(batch(database.app, statements)).rejects.toThrow('may only be the');
    },
  );

  test('a lock that ends with the transaction may', async () => {
    await expect(write(plain('select pg_advisory_xact_lock(1)'))).resolves.toHaveLength(3);
  });
});

describe('parameters that are no texts', () => {
  test.each([[5], [undefined], [{}], [Buffer.from('a')]])('%o throws, and the next batch is right', async (value) => {
    await expect(read(plain('select $1 as a', value as never))).rejects.toThrow(TypeError);
    expect((await read(plain('select $1 as a', 'next')))[1]).toEqual([{ a: 'next' }]);
  });

  test('a parameter whose conversion throws in the middle of a batch leaves nothing behind', async () => {
    const nasty = { toString: () => assertNever() } as never;
    await expect(write(plain('insert into pot (id) values ($1)', '7'), plain('select $1', nasty))).rejects.toThrow(
      TypeError,
    );
    expect((await read(plain('select id from pot')))[1]).toEqual([]);
  });

  test('too many parameters are refused', async () => {
    const values = Array.from({ length: 65_536 }, () => '1');
    await expect(read({ text: 'select 1', values })).rejects.toThrow(RangeError);
  });
});

describe('after an error', () => {
  test('nothing of the batch has happened and the connection serves on', async () => {
    const failing = write(
      plain('insert into pot (id) values (1)'),
      plain('select 1 / $1::int', '0'),
      plain('select 1'),
    );
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect((await read(plain('select id from pot')))[1]).toEqual([]);
    expect(counts().open).toBe(counts().idle);
  });

  test('a statement that was parsed before its batch failed is prepared again', async () => {
    const fine = plain('select 41 + $1::int as n', '1');
    for (let times = 0; times < 3; times++) {
      await expect(read(fine, plain('select 1 / $1::int', '0'))).rejects.toMatchObject({ code: '22012' });
      expect((await read(fine))[1]).toEqual([{ n: 42 }]);
    }
  });

  test('a syntax error is that and no more', async () => {
    await expect(read(plain('select from where'))).rejects.toMatchObject({ code: '42601' });
    await expect(read(plain('select * from nowhere'))).rejects.toMatchObject({ code: '42P01' });
  });

  test('a change in a read is refused by the server', async () => {
    await expect(read(plain('insert into pot (id) values (1)'))).rejects.toMatchObject({ code: '25006' });
  });

  test('a commit that becomes a rollback is an error', async () => {
    // A deferred constraint fails at the commit itself.
    await database.asAdmin(
      'alter table madang.pot add constraint pot_name_key unique (name) deferrable initially deferred',
    );
    const twins = write(plain("insert into pot (id, name) values (1, 'x'), (2, 'x')"));
    await expect(twins).rejects.toMatchObject({ code: '23505' });
    expect((await read(plain('select id from pot')))[1]).toEqual([]);
  });

  test('a transaction left open is never lent on', async () => {
    const before = await read(plain('select pg_backend_pid()::int as pid'));
    await batch(database.app, [BEGIN, plain("insert into pot (id, name) values (9, 'open')")]);
    expect((await read(plain('select id from pot')))[1]).toEqual([]);
    expect(before[1]).toHaveLength(1);
  });

  test('a read of pages ends after two seconds', async () => {
    const started = performance.now();
    const slow = read(plain('select pg_sleep(10)'));
    await expect(slow.catch((error) => Promise.reject(new Error(sqlState(error) ?? '')))).rejects.toThrow('57014');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('another schema underneath', () => {
  test('a plan whose result type changed is prepared anew on a new connection', async () => {
    const star = plain('select * from pot');
    await write(plain("insert into pot (id, name) values (1, 'a')"));
    await Promise.all([read(star), read(star)]);
    await database.asAdmin('alter table madang.pot add column extra int default 5');
    await database.asAdmin(`grant select on madang.pot to ${database.prefix}_app`);
    const answers = await Promise.all([read(star), read(star), read(star)]);
    for (const [, rows] of answers) expect(rows).toEqual([{ id: 1, name: 'a', extra: 5 }]);
    await database.asAdmin('alter table madang.pot drop column extra');
    expect((await write(star))[1]).toEqual([{ id: 1, name: 'a' }]);
  });

  test('a lost connection is replaced once for a read and reported for a write', async () => {
    const kill = () =>
      database.asAdmin(
        'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()',
        [`${database.prefix}_app`],
      );
    const killSoon = () => new Promise((resolve) => setTimeout(resolve, 200)).then(kill);
    const [answer] = await Promise.all([read(plain('select pg_sleep(0.5), 1 as n')), killSoon()]);
    expect(answer[1]?.[0]?.n).toBe(1);
    const [written] = await Promise.allSettled([write(plain('select pg_sleep(0.5)')), killSoon()]);
    expect(written.status).toBe('rejected');
    expect((await read(plain('select 1 as n')))[1]).toEqual([{ n: 1 }]);
  });
});

const assertNever = (): never => {
  throw new Error('A parameter was converted');
};
