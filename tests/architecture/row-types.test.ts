import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { readSourceFiles } from '../../setup/checks/source-files.ts';
import { readRowTypes, type TypedColumn } from './row-types.ts';

const root = process.cwd();
const files = readSourceFiles(root)
  .map((file) => file.path)
  .filter((path) => /^(modules|platform)\/.*tables\.ts$/.test(path));

/** How a value of a type of PostgreSQL reaches a program; what is not listed arrives as text. */
const kinds: Readonly<Record<string, TypedColumn['kind']>> = {
  bool: 'boolean',
  bytea: 'bytes',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
};

type Column = { table: string; column: string; type: string; nullable: boolean };

let database: TestDatabase;
let actual: ReadonlyMap<string, Column>;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 1 });
  const rows = await database.asAdmin(
    `select c.relname as "table", a.attname as "column", t.typname as type, not a.attnotnull as nullable
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_type t on t.oid = a.atttypid
     where n.nspname = 'madang' and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v')`,
  );
  actual = new Map((rows as Column[]).map((row) => [`${row.table}.${row.column}`, row]));
});

afterAll(() => database?.drop());

const kindOf = (type: string): TypedColumn['kind'] => (type.startsWith('_') ? 'list' : (kinds[type] ?? 'string'));

const disagreement = (typed: TypedColumn): string[] => {
  const name = `${typed.table}.${typed.column}`;
  const column = actual.get(name);
  if (column === undefined) {
    return [`${name} is not in the database`];
  }
  const isOwn = /^(jsonb?|tsvector)$/.test(column.type);
  const kind =
    isOwn || typed.kind === 'any' || typed.kind === kindOf(column.type) ? [] : [`${name} is a ${column.type}`];
  const nullable =
    typed.kind === 'any' || typed.nullable === column.nullable
      ? []
      : [`${name} is ${column.nullable ? '' : 'not '}null in the database`];
  return [...kind, ...nullable];
};

test('row types are found', () => {
  expect(files.length).toBeGreaterThan(1);
  expect(readRowTypes([join(root, files[0] ?? '')]).length).toBeGreaterThan(5);
});

test('every column of a row type is in the migrated database, with its type and its nulls', () => {
  expect(readRowTypes(files.map((file) => join(root, file))).flatMap(disagreement)).toEqual([]);
});

test('a row type that differs is found', () => {
  const typed = { table: 'tenant', column: 'id', kind: 'string', nullable: true } as const;
  expect(disagreement(typed)).toEqual(['tenant.id is a int4', 'tenant.id is not null in the database']);
  expect(disagreement({ ...typed, column: 'ids' })).toEqual(['tenant.ids is not in the database']);
});
