import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog, testMasterKey } from '#platform/testing/database.ts';
import { createEmptyDatabase, type EmptyDatabase } from '#platform/testing/empty-database.ts';
import { migrateDatabase } from './open.ts';
import { readSqlFiles, type SqlFile, type SqlFiles } from './sql-files.ts';

const files = readSqlFiles();
const config = { masterKey: testMasterKey, log: silentLog };
const file = (name: string, text: string): SqlFile => ({ name, text, checksum: text });
const adding = (migrations: readonly SqlFile[], definitions: readonly SqlFile[] = []): SqlFiles => ({
  migrations: [...files.migrations, ...migrations],
  definitions: [...files.definitions, ...definitions],
});

describe('ten nodes that start at once', () => {
  let database: EmptyDatabase;
  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(() => database.drop());

  test('apply everything once, and all of them go on', async () => {
    const nodes = Array.from({ length: 10 }, () => migrateDatabase({ ...config, url: database.url }));
    const results = await Promise.all(nodes);
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual(files.migrations.map(({ name }) => name));
    expect(results.filter(({ redefined }) => redefined)).toHaveLength(1);
    expect(new Set(results.map(({ prefix }) => prefix))).toEqual(new Set([database.name]));
  });

  test('find nothing to do the second time', async () => {
    expect(await migrateDatabase({ ...config, url: database.url })).toEqual({
      applied: [],
      redefined: false,
      prefix: database.name,
    });
  });
});

describe('a database that is migrated', () => {
  let database: EmptyDatabase;
  const migrateTo = (wanted: SqlFiles) => migrateDatabase({ ...config, url: database.url, files: wanted });
  const ask = (sql: string) => database.asAdmin(async (admin) => (await admin.query(sql)).rows);
  const shelf = file(
    '20990101_0000_shelf.sql',
    "create table shelf (id int primary key); comment on table shelf is 'x'",
  );
  const guarded = file(
    '20990101_0001_guard.sql',
    'alter table shelf enable row level security; alter table shelf force row level security',
  );

  beforeAll(async () => {
    database = await createEmptyDatabase();
    await migrateTo(adding([shelf, guarded]));
  });
  afterAll(() => database.drop());

  test('keeps a record with the checksum of each file', async () => {
    const rows = await ask("select name, checksum from madang.migration where name like '2099%' order by name");
    expect(rows).toEqual([shelf, guarded].map(({ name, checksum }) => ({ name, checksum })));
  });

  test('refuses a migration that was changed afterwards', async () => {
    const changed = { ...shelf, checksum: 'other' };
    await expect(migrateTo(adding([changed, guarded]))).rejects.toThrow('20990101_0000_shelf.sql was changed after');
  });

  test('keeps nothing of a migration that fails, and says which it was', async () => {
    const broken = file('20990102_0000_broken.sql', 'create table half (id int); select 1 / 0');
    await expect(migrateTo(adding([shelf, guarded, broken]))).rejects.toThrow(
      '20990102_0000_broken.sql: division by zero',
    );
    expect(await ask("select to_regclass('madang.half') as half")).toEqual([{ half: null }]);
  });

  test.each(['commit', 'COMMIT', 'rollback; begin', 'set role postgres', 'reset role', 'do $x$ begin commit; end $x$'])(
    'refuses a migration that would end its own transaction or role: %s',
    async (text) => {
      const sly = file('20990102_0000_sly.sql', `create table sly (id int default 0); -- why\n ${text}`);
      await expect(migrateTo(adding([shelf, guarded, sly]))).rejects.toThrow(
        '20990102_0000_sly.sql: a file of SQL may not',
      );
    },
  );

  test('refuses a table that is not guarded', async () => {
    const open = file('20990103_0000_open.sql', 'create table open_table (tenant_id int, id int)');
    await expect(migrateTo(adding([shelf, guarded, open]))).rejects.toThrow(
      'open_table has no forced row level security',
    );
    await ask('drop table madang.open_table; delete from madang.migration where name = $$20990103_0000_open.sql$$');
  });

  test('follows its functions and views through every change of signature', async () => {
    const first = file(
      'z/shelf.sql',
      'create or replace function shelf_size() returns int language sql as $$ select 1 $$',
    );
    const view = 'create view shelf_view with (security_invoker = true) as select id, shelf_size() as size from shelf';
    await migrateTo(adding([shelf, guarded], [first, file('z/view.sql', view)]));
    expect(await ask('select madang.shelf_size() as size')).toEqual([{ size: 1 }]);
    const second = file(
      'z/shelf.sql',
      `create or replace function shelf_size(p_from int default 2) returns text language sql security definer
       set search_path = madang, pg_temp as $$ select p_from::text $$;
       alter function shelf_size(int) owner to madang_definer;
       grant execute on function shelf_size(int) to madang_app;`,
    );
    const { redefined } = await migrateTo(adding([shelf, guarded], [second, file('z/view.sql', view)]));
    expect(redefined).toBe(true);
    expect(await ask('select madang.shelf_size() as size')).toEqual([{ size: '2' }]);
    const owners = await ask("select proowner::regrole::text as owner from pg_proc where proname = 'shelf_size'");
    expect(owners).toEqual([{ owner: `${database.name}_definer` }]);
    await migrateTo(adding([shelf, guarded]));
    expect(await ask("select 1 from pg_proc where proname = 'shelf_size'")).toEqual([]);
    expect(await ask("select to_regclass('madang.shelf_view') as view")).toEqual([{ view: null }]);
  });

  test('keeps its functions when a new one does not compile', async () => {
    const broken = file('z/broken.sql', 'create function broken() returns int language sql as $$ select nothing $$');
    await expect(migrateTo(adding([shelf, guarded], [broken]))).rejects.toThrow(
      'z/broken.sql: column "nothing" does not exist',
    );
    expect((await migrateTo(adding([shelf, guarded]))).redefined).toBe(false);
  });
});

describe('a migrated database in use', () => {
  let database: EmptyDatabase;
  const migrateTo = (wanted: SqlFiles) => migrateDatabase({ ...config, url: database.url, files: wanted });
  beforeAll(async () => {
    database = await createEmptyDatabase();
    await migrateTo(files);
  });
  afterAll(() => database.drop());

  test('is not held up by a migration that waits for a lock', async () => {
    const change = file('20990104_0000_name.sql', "alter table tenant alter column name set default ''");
    await database.asAdmin(async (reader) => {
      await reader.query('begin; select count(*) from madang.tenant');
      const migrating = migrateTo(adding([change]));
      await new Promise((resolve) => setTimeout(resolve, 500));
      const started = performance.now();
      await database.asAdmin((writer) => writer.query('update madang.tenant set version = version'));
      expect(performance.now() - started).toBeLessThan(4000);
      await reader.query('commit');
      expect((await migrating).applied).toEqual([change.name]);
    });
    await database.asAdmin((admin) => admin.query('delete from madang.migration where name = $1', [change.name]));
  });

  test('refuses to drop a function that an index or a policy depends on', async () => {
    const made = file(
      'z/lower.sql',
      'create function lower_name(p text) returns text language sql immutable as $$ select lower(p) $$',
    );
    await migrateTo(adding([], [made]));
    await database.asAdmin((admin) => admin.query('create index sly_idx on madang.tenant (madang.lower_name(name))'));
    await expect(migrateTo(files)).rejects.toThrow('index sly_idx depends on what sql/ defines');
    await database.asAdmin((admin) => admin.query('drop index madang.sly_idx'));
    expect((await migrateTo(files)).redefined).toBe(true);
  });
});

describe('the files of a tree', () => {
  const root = mkdtempSync(join(tmpdir(), 'madang-files-'));
  const put = (path: string, text = 'select 1') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('are ordered by name over platform and modules, without the way back', () => {
    put('platform/migrations/20260101_0900_b.sql');
    put('modules/zebra/migrations/20260101_0800_a.sql');
    put('modules/ant/migrations/20260102_0000_c.sql');
    put('modules/ant/migrations/20260102_0000_c.down.sql');
    put('modules/zebra/sql/one.sql');
    put('platform/sql/two.sql');
    const { migrations, definitions } = readSqlFiles(root);
    expect(migrations.map(({ name }) => name)).toEqual([
      '20260101_0800_a.sql',
      '20260101_0900_b.sql',
      '20260102_0000_c.sql',
    ]);
    expect(definitions.map(({ name }) => name)).toEqual(['platform/two.sql', 'zebra/one.sql']);
  });

  test('have the same checksum with either end of line', () => {
    put('platform/sql/two.sql', 'select 1;\nselect 2;\n');
    const unix = readSqlFiles(root).definitions[0]?.checksum;
    put('platform/sql/two.sql', 'select 1;\r\nselect 2;\r\n');
    expect(readSqlFiles(root).definitions[0]?.checksum).toBe(unix);
  });

  test('must be named by date and not twice', () => {
    put('modules/ant/migrations/20260101_0900_b.sql');
    expect(() => readSqlFiles(root)).toThrow('Two migrations are named 20260101_0900_b.sql');
    rmSync(join(root, 'modules/ant/migrations/20260101_0900_b.sql'));
    put('modules/ant/migrations/first.sql');
    expect(() => readSqlFiles(root)).toThrow('first.sql is not named');
  });
});
