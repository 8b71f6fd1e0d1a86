import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog, testMasterKey } from '#platform/testing/database.ts';
import { createEmptyDatabase, type EmptyDatabase } from '#platform/testing/empty-database.ts';
import { clientConfig } from './connection.ts';
import { loginConnection } from './login-check.ts';
import { migrateDatabase, openDatabase } from './open.ts';
import { sqlQuery } from './query.ts';
import { prefixOf, rolePassword, scramVerifier, withPrefix } from './roles.ts';
import { readOnce } from './tenant-tx.ts';

const config = { masterKey: testMasterKey, log: silentLog };

test.each([
  ['madang', 'madang'],
  ['Madang-Test', 'madang_test'],
  ['마당', 'm___'],
  ['1st', 'm_1st'],
])('the database %s has roles that begin with %s', (database, prefix) => {
  expect(prefixOf(database)).toBe(prefix);
});

test('only the names of roles take the prefix', () => {
  const sql = 'grant select on madang.x to madang_app, madang_staff; -- madang_application of madang';
  expect(withPrefix(sql, 'shop')).toBe(
    'grant select on madang.x to shop_app, shop_staff; -- madang_application of madang',
  );
});

test('the verifier of a password is what PostgreSQL keeps', () => {
  // RFC 7677, section 3, with its salt and iteration count.
  const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  expect(verifier).toMatch(
    /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=$/,
  );
});

describe('an administrator who is no superuser but may make roles and owns the database', () => {
  let database: EmptyDatabase;
  beforeAll(async () => {
    database = await createEmptyDatabase({ owner: true });
  });
  afterAll(() => database.drop());

  test('opens it, and again', async () => {
    for (let times = 0; times < 2; times++) {
      const opened = await openDatabase({ ...config, url: database.url });
      const rows = await readOnce(opened.app, { tenantId: 1, proof: null }, sqlQuery('select code from tenant'));
      expect(rows).toEqual([{ code: '*' }]);
      await opened.close();
    }
  });
});

describe('a database of an installation', () => {
  let database: EmptyDatabase;
  const open = (more: object = {}) => migrateDatabase({ ...config, url: database.url, ...more });
  const ask = (sql: string) => database.asAdmin(async (admin) => (await admin.query(sql)).rows);
  beforeAll(async () => {
    database = await createEmptyDatabase();
    await open();
  });
  afterAll(() => database.drop());

  const signIn = async (masterKey: Uint8Array): Promise<string> => {
    const client = new pg.Client(clientConfig(loginConnection(database.url, database.name, 'app', masterKey, 0)));
    try {
      await client.connect();
      const { rows } = await client.query('select current_user as name');
      return rows[0].name;
    } catch (error) {
      return (error as { code?: string }).code ?? '';
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  test('lets its logins in by a password derived from the master key', async () => {
    expect(rolePassword(testMasterKey, 'x')).toMatch(/^[\w-]{43}$/);
    expect(await signIn(testMasterKey)).toBe(`${database.name}_app`);
    expect(await signIn(Buffer.alloc(32, 9))).toBe('28P01');
  });

  test('follows a new master key', async () => {
    const next = Buffer.alloc(32, 9);
    await open({ masterKey: next });
    expect(await signIn(next)).toBe(`${database.name}_app`);
    await open();
    expect(await signIn(testMasterKey)).toBe(`${database.name}_app`);
  });

  test('keeps its prefix when it is renamed or cloned', async () => {
    await ask('select 1');
    const { prefix } = await open({ prefix: 'another' });
    expect(prefix).toBe(database.name);
  });

  test.each([
    [
      'the role',
      (name: string) => `alter role ${name}_app set app.tenant_id = '1'`,
      (name: string) => `alter role ${name}_app reset all`,
    ],
    [
      'the database',
      (name: string) => `alter database ${name} set app.tenant_id = '1'`,
      (name: string) => `alter database ${name} reset all`,
    ],
    [
      'role and database',
      (name: string) => `alter role ${name}_staff in database ${name} set app.tenant_ids = '1'`,
      (name: string) => `alter role ${name}_staff in database ${name} reset all`,
    ],
  ])('refuses a tenant by default of %s', async (_what, plant, undo) => {
    await ask(plant(database.name));
    await expect(open()).rejects.toThrow(/begins with app\.tenant_ids?/);
    await ask(undo(database.name));
    await open();
  });

  test('refuses a tenant by default of the URL', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c app.tenant_id=1');
    await expect(migrateDatabase({ ...config, url: url.toString() })).rejects.toThrow('begins with app.tenant_id');
  });
});

describe('a database that cannot hold the texts', () => {
  test.each([
    [{ encoding: 'LATIN1', ctype: 'C' }, 'keeps texts as LATIN1'],
    [{ encoding: 'SQL_ASCII', ctype: 'C' }, 'keeps texts as SQL_ASCII'],
    [{ encoding: 'UTF8', ctype: 'C' }, 'LC_CTYPE C, which does not know Korean'],
  ])('%o is refused with a word', async (options, word) => {
    const database = await createEmptyDatabase(options);
    try {
      await expect(migrateDatabase({ ...config, url: database.url })).rejects.toThrow(word);
    } finally {
      await database.drop();
    }
  });
});
