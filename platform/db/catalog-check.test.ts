import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogPlants } from '#platform/testing/catalog-plants.ts';
import { shelf } from '#platform/testing/catalog-shelf.ts';
import { createTestDatabase, type TestDatabase, withAdmin } from '#platform/testing/database.ts';
import { checkCatalog, findCatalogFaults } from './catalog-check.ts';
import { catalogExceptions } from './catalog-exceptions.ts';
import { catalogRules } from './catalog-rules.ts';
import { withPrefix } from './roles.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Plants SQL (role names are literal in it) in a transaction that is rolled back, and answers what the check finds then. */
const findAfter = (sql: string): Promise<string[]> =>
  withAdmin(database.url, async (admin: pg.Client) => {
    await admin.query('begin');
    try {
      await admin.query(withPrefix(sql, database.prefix));
      const faults = await findCatalogFaults(admin, database.prefix);
      return faults.map(({ rule, object, what }) => `${rule}: ${object} ${what}`.replaceAll(database.prefix, 'madang'));
    } finally {
      await admin.query('rollback');
    }
  });

test('the catalog of this tree has no fault', async () => {
  expect(await findAfter('select 1')).toEqual([]);
  expect(await findAfter(shelf)).toEqual([]);
  await withAdmin(database.url, (admin) => checkCatalog(admin, database.prefix));
});

test('every exception is still needed', async () => {
  const faults = await withAdmin(database.url, (admin) => findCatalogFaults(admin, database.prefix, []));
  const found = new Set(faults.map(({ rule, object }) => `${rule} ${object}`));
  expect(catalogExceptions.filter(({ rule, object }) => !found.has(`${rule} ${object}`))).toEqual([]);
  for (const { reason } of catalogExceptions) expect(reason.length).toBeGreaterThan(20);
});

describe('what is planted is found', () => {
  test.each(catalogPlants)('%s', async (_what, sql, expected) => {
    const found = await findAfter(sql);
    expect(
      found.some((line) => line.startsWith(expected)),
      found.join('\n'),
    ).toBe(true);
  });

  test('and every rule has something planted against it', () => {
    const proven = new Set(catalogPlants.map(([, , expected]) => expected.slice(0, expected.indexOf(':'))));
    expect(catalogRules.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  });
});

test('a temporary table cannot shadow a table, even where it could be made', async () => {
  await withAdmin(database.url, async (admin) => {
    await admin.query('create temporary table tenant (code text)');
    const { rows } = await admin.query("select 'tenant'::regclass::oid = 'madang.tenant'::regclass::oid as real");
    expect(rows).toEqual([{ real: true }]);
  });
  const connection = await database.app.wait();
  await expect(connection.client.query('create temporary table tenant (code text)')).rejects.toMatchObject({
    code: '42501',
  });
  database.app.release(connection);
});
