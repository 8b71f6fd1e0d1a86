import { escaped, lines, type Plant, word } from './plant.ts';
import type { Tree } from './small-house.ts';

const unused = (what: string, files: Tree, named: RegExp): Plant => ({ what, files, named });

export const unusedPlants: readonly Plant[] = [
  unused(
    'a file that nobody imports',
    { 'platform/forgotten.ts': 'export const a = 1;\n' },
    /^platform\/forgotten\.ts/m,
  ),
  unused(
    'an export that nobody uses',
    { 'modules/desk/api.ts': "export const deskOf = (): string => 'desk';\nexport const chair = 1;\n" },
    /^chair\b.*modules\/desk\/api\.ts/m,
  ),
  unused(
    'a type that nobody uses',
    {
      'modules/lamp/brightness.ts':
        'export const brightness = (steps: number): number => steps;\nexport type Unused = 1;\n',
    },
    /^Unused\b.*brightness\.ts/m,
  ),
];

const sql = (
  what: string,
  rule: string,
  text: string,
  path = `modules/desk/migrations/20261101_1100_${rule.replaceAll('-', '_')}.sql`,
): Plant => ({
  what,
  files: { [path]: text },
  named: new RegExp(`^${escaped(path)}:\\d+ sql/${rule}: `, 'm'),
});
const columns = 'tenant_id int not null, id bigint generated always as identity';
const guarded = (table: string): string =>
  `alter table ${table} enable row level security;\nalter table ${table} force row level security;\n`;
const key = (table: string): string => `constraint ${table}_pkey primary key (tenant_id, id)`;

const sqlPlants: readonly Plant[] = [
  sql(
    'a table granted before it is guarded',
    'rls-before-grant',
    `create table a (${columns}, ${key('a')});\ngrant select on a to madang_app;\n${guarded('a')}`,
  ),
  sql(
    'a table whose owner sees every row',
    'rls-forced',
    `create table b (${columns}, ${key('b')});\nalter table b enable row level security;\n`,
  ),
  sql(
    'an unlogged table whose owner sees every row',
    'rls-forced',
    `create unlogged table b_two (${columns}, ${key('b_two')});\nalter table b_two enable row level security;\n`,
    'modules/desk/migrations/20261101_1102_unlogged.sql',
  ),
  sql('a policy for everybody', 'policy-one-role', 'create policy c_all on lamp using (true);\n'),
  sql(
    'a policy with an or',
    'policy-no-or',
    'create policy d_app on lamp to madang_app using (tenant_id = 1 or true);\n',
  ),
  sql(
    'a constraint without a name',
    'constraint-named',
    `create table e (tenant_id int not null, id int primary key);\n${guarded('e')}`,
  ),
  sql(
    'a foreign key that is silent on delete',
    'foreign-key-on-delete',
    `create table f (${columns}, ${key('f')}, constraint f_fkey foreign key (tenant_id) references tenant (id));\n${guarded('f')}`,
  ),
  sql(
    'a time in microseconds',
    'timestamptz-3',
    `create table g (${columns}, at timestamptz not null, ${key('g')});\n${guarded('g')}`,
  ),
  sql('a serial', 'types', `create table h (tenant_id int not null, id bigserial, ${key('h')});\n${guarded('h')}`),
  sql(
    'a key that does not begin with the tenant',
    'tenant-first',
    `create table i (${columns}, constraint i_pkey primary key (id));\n${guarded('i')}`,
  ),
  sql(
    'an index that does not begin with the tenant',
    'tenant-first',
    'create index lamp_id_idx on lamp (id);\n',
    'modules/desk/migrations/20261101_1101_index.sql',
  ),
  sql(
    'a function in a migration',
    'functions-in-sql-folder',
    'create function j() returns int language sql as $$ select 1 $$;\n',
  ),
  sql('a migration with another name', 'migration-name', 'select 1;\n', 'modules/desk/migrations/first.sql'),
  sql(
    'a star',
    'no-star',
    'create or replace function k() returns int language sql as $$ select * from lamp $$;\n',
    'modules/desk/sql/k.sql',
  ),
  sql(
    'a star in TypeScript',
    'no-star',
    "export const a = 'insert into lamp values (1) returning *';\n",
    'modules/desk/star-queries.ts',
  ),
  sql(
    'a definer function without its search path',
    'definer-search-path',
    'create or replace function l() returns int language sql security definer as $$ select 1 $$;\n',
    'modules/desk/sql/l.sql',
  ),
  sql(
    'a definer function open to temporary tables',
    'definer-search-path',
    'create or replace function m() returns int language sql security definer set search_path = pg_temp, madang as $$ select 1 $$;\n',
    'modules/desk/sql/m.sql',
  ),
  sql(
    'a view with its owner’s rights',
    'view-security-invoker',
    'create or replace view n as select id from lamp;\n',
    'modules/desk/sql/n.sql',
  ),
  sql(
    'a tenant set by a function',
    'context-by-set-local',
    "select set_config('app.tenant_id', '1', true);\n",
    'modules/desk/sql/o.sql',
  ),
];

const house = (what: string, rule: string, files: Tree, at = escaped(Object.keys(files)[0] ?? '')): Plant => ({
  what,
  files,
  named: new RegExp(`^${at}:\\d+ ${rule}: `, 'm'),
});

export const housePlants: readonly Plant[] = [
  ...sqlPlants,
  house('a file of over 300 lines', 'budget/lines-per-file', {
    'platform/long.ts': lines(301, (at) => `export const a${at} = 1;\n`),
  }),
  house(
    'a module of over 15 files',
    'budget/files-per-module',
    Object.fromEntries(
      Array.from({ length: 16 }, (_, at) => [`modules/attic/box-${at}.ts`, `export const a = ${at};\n`]),
    ),
    'modules/attic',
  ),
  house('a path of one machine', 'wording/machine-path', { 'docs/a.md': `See /${word('wo', 'rk')}/main.\n` }),
  house('a home folder', 'wording/machine-path', {
    'platform/b.ts': `export const a = '/${word('ro', 'ot')}/.cache';\n`,
  }),
  house('a registry', 'wording/registry-host', {
    'setup/c.mjs': `export const a = 'https://${word('registry.', 'npmjs', '.org')}/';\n`,
  }),
  house('a suppressed check', 'wording/suppression', {
    'platform/d.ts': `// ${word('biome', '-ignore')} lint: because\nexport const a = 1;\n`,
  }),
  house('a suppressed type error', 'wording/suppression', {
    'platform/e.ts': `// ${word('@ts', '-expect-error')}\nexport const a: 1 = 2;\n`,
  }),
  house('a skipped test', 'wording/focused-or-skipped-test', {
    'platform/f.test.ts': `it.${word('sk', 'ip')}('a', () => undefined);\n`,
  }),
  house('something left to do', 'wording/unfinished', {
    'platform/g.ts': `// ${word('TO', 'DO')}: more\nexport const a = 1;\n`,
  }),
];
