import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { absent, allow } from '#platform/access/refusal.ts';
import { rowOwner } from '#platform/access/row-predicate.ts';
import { auditStatement } from '#platform/audit/write.ts';
import { mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, problem } from '#platform/http/problem.ts';
import { combined, csv, handle, list, read, write } from '#platform/http/route.ts';
import { defineModule } from '#platform/module.ts';

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const ThingId = Type.Object({ id: Id });
const Color = Type.Enum(['red', 'blue']);
const Thing = Type.Object({
  id: Id,
  name: Type.String(),
  color: Type.Union([Color, Type.Null()]),
  version: Type.Integer(),
});
const ThingList = Type.Object({ items: Type.Array(Thing), nextCursor: Type.Union([Type.String(), Type.Null()]) });
const NewThing = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 20 }),
  color: Type.Optional(Type.Union([Color, Type.Null()])),
  size: Type.Optional(Type.Integer({ minimum: 1 })),
  parts: Type.Optional(Type.Array(Type.Object({ label: Type.String() }))),
});
const ThingPatch = Type.Object({ name: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })) });
const Listed = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  color: Type.Optional(Type.Array(Color)),
});

/** Rows of the table that the tests of this folder make for themselves. */
export type ThingRow = {
  readonly id: number;
  readonly tenant_id: number;
  readonly name: string;
  readonly color: 'red' | 'blue' | null;
  readonly owner_id: number;
  readonly secret: string;
  readonly version: number;
};

/** The table of these routes; run as the administrator of a test database. */
export const thingTable = `
  create table madang.thing (tenant_id int not null, id bigint generated always as identity, name text not null, color text,
    owner_id bigint not null, secret text not null default 'hidden', version int not null default 1,
    primary key (tenant_id, id));
  alter table madang.thing enable row level security;
  create policy thing_app on madang.thing using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
  grant select, insert, update, delete on madang.thing to public;`;

const columns = 'id, tenant_id, name, color, owner_id, secret, version';
const findThing = (tenantId: number, id: number, lock = ''): Query<ThingRow | undefined> =>
  mapQuery(
    sqlQuery<ThingRow>(`select ${columns} from thing where tenant_id = $1::int and id = $2::bigint ${lock}`, [
      tenantId,
      id,
    ]),
    ([row]) => row,
  );
const insertThings = (tenantId: number, rows: readonly { name: string; owner: number }[]): Query<ThingRow[]> =>
  sqlQuery(
    `insert into thing (tenant_id, name, owner_id) select $1::int, r.name, r.owner
     from jsonb_to_recordset($2::jsonb) as r(name text, owner bigint) returning ${columns}`,
    [tenantId, JSON.stringify(rows)],
  );
const subjectOf = (row: ThingRow) => ({ type: 'thing', id: row.id, tenantId: row.tenant_id, ownerIds: [row.owner_id] });

const thingToChange = async (
  tx: Tx,
  c: Parameters<typeof allow>[0] & { params: { id: number } },
): Promise<ThingRow> => {
  const row = await tx.run(findThing(tx.tenantId, c.params.id, 'for update'));
  if (row === undefined) throw absent('thing.change', 'thing', c.params.id);
  allow(c, 'thing.change', subjectOf(row));
  return row;
};

const all = { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'own' } as const;

/** A small module that has one route of each kind. */
export const tryModule = defineModule({
  name: 'things',
  purpose: 'What the tests of platform/http are made on.',
  functions: {
    'thing.read': all,
    'thing.change': { ...all, ENGINEER: 'no' },
    'thing.create': { ...all, CUSTOMER: 'yes' },
    'thing.note': { ...all, CUSTOMER: 'no' },
  },
  routes: [
    list({
      path: '/api/things',
      access: { permission: 'thing.read' },
      summary: 'Things, newest first',
      query: Listed,
      answer: ThingList,
      load: (c, { limit, after }) =>
        sqlQuery<ThingRow>(
          `select ${columns} from thing where tenant_id = $1::int and id < $2::bigint
             and ($3::text[] is null or color = any($3::text[])) order by id desc limit $4::int`,
          [c.principal.tenant.id, after?.[0] ?? Number.MAX_SAFE_INTEGER, c.query.color ?? null, limit + 1],
        ),
      key: (row) => [row.id],
      show: (row) => row,
    }),
    csv({
      path: '/api/things/export',
      access: { permission: 'thing.change' },
      summary: 'All things',
      query: Type.Object({ color: Type.Optional(Type.Array(Color)) }),
      title: { en: 'Things', ko: '물건' },
      records: 'thing.export',
      columns: [
        { title: { en: 'Id', ko: '번호' }, value: (row: ThingRow) => row.id },
        { title: { en: 'Name', ko: '이름' }, value: (row: ThingRow) => row.name },
      ],
      load: (c, { limit, after }) =>
        sqlQuery<ThingRow>(
          `select ${columns} from thing where tenant_id = $1::int and id > $2::bigint
             and ($3::bigint is null or owner_id = $3::bigint) order by id limit $4::int`,
          [c.principal.tenant.id, after?.[0] ?? 0, rowOwner(c.matrix, c.principal, 'thing.change'), limit + 1],
        ),
      key: (row) => [row.id],
    }),
    read({
      path: '/api/things/:id',
      access: { permission: 'thing.read' },
      summary: 'One thing',
      params: ThingId,
      answer: Thing,
      load: (c) => findThing(c.principal.tenant.id, c.params.id),
      subject: subjectOf,
      version: (row) => row.version,
      show: (row) => row,
    }),
    read({
      path: '/api/things/:id/notes',
      access: { permission: 'thing.note' },
      concealed: true,
      summary: 'Notes that some may not know of',
      params: ThingId,
      answer: Type.Object({ items: Type.Array(Type.String()) }),
      load: () => mapQuery(sqlQuery('select 1'), () => ({ items: [] })),
    }),
    write({
      method: 'POST',
      path: '/api/things',
      access: { permission: 'thing.create' },
      summary: 'Makes a thing',
      body: NewThing,
      answer: { 201: Thing },
      run: async (tx, c) => {
        if (c.body.name === 'taken') throw fieldProblem('/name', 'things.name_taken', 'There is one of that name.');
        const [row] = await tx.run(insertThings(tx.tenantId, [{ name: c.body.name, owner: c.principal.userId }]));
        if (row === undefined) throw new Error('nothing was made');
        tx.record({ action: 'thing.create', subject: { type: 'thing', id: row.id } });
        return { status: 201, body: row, headers: { location: `/api/things/${row.id}` }, etag: row.version };
      },
    }),
    write({
      method: 'PATCH',
      path: '/api/things/:id',
      access: 'signed_in',
      summary: 'Changes a thing',
      about: 'thing',
      params: ThingId,
      body: ThingPatch,
      answer: { 200: Thing },
      gate: thingToChange,
      version: (row) => row.version,
      run: async (tx, c, row) => {
        if (c.body.name === 'wrong') throw problem(422, 'things.wrong');
        const [changed] = await tx.run(
          sqlQuery<ThingRow>(
            `update thing set name = $3, version = version + 1 where tenant_id = $1::int and id = $2::bigint
             returning ${columns}`,
            [tx.tenantId, row.id, c.body.name ?? row.name],
          ),
        );
        return { body: changed ?? row, etag: row.version + 1 };
      },
    }),
    write({
      method: 'POST',
      path: '/api/things/:id/touch',
      access: 'signed_in',
      summary: 'Touches a thing',
      params: ThingId,
      answer: { 204: null },
      gate: thingToChange,
      version: (row) => row.version,
      run: async () => ({}),
    }),
    write({
      method: 'POST',
      path: '/api/thing-keys',
      access: 'signed_in',
      summary: 'Shows a secret once',
      secret: true,
      answer: { 201: Type.Object({ key: Type.String() }) },
      run: async (tx) => ({ body: { key: `shown-${tx.now.getTime()}` } }),
    }),
    write({
      method: 'POST',
      path: '/api/slow-things',
      access: 'signed_in',
      summary: 'Takes its time',
      answer: { 204: null },
      run: async (tx) => {
        await tx.run(sqlQuery('select pg_sleep(0.4)'));
        return {};
      },
    }),
    combined({
      path: '/api/combined-things',
      access: { permission: 'thing.create' },
      summary: 'Makes things by group commit',
      body: NewThing,
      answer: { 201: Thing },
      lane: () => 'things',
      prepare: (c) => ({ name: c.body.name, owner: c.principal.userId }),
      batch: (rows, calls) => {
        const [first] = calls;
        const made = insertThings(first?.principal.tenant.id ?? 0, rows);
        const entries = calls.map((c) =>
          auditStatement(c.principal.tenant.id, c.actor, [{ action: 'thing.create', subject: null }]),
        );
        return { statements: [...made.statements, ...entries], answer: (results) => made.answer(results.slice(0, 1)) };
      },
      show: (row) => ({ status: 201, body: row, headers: { location: `/api/things/${row.id}` } }),
    }),
    handle({
      method: 'POST',
      path: '/api/greetings',
      access: 'public',
      summary: 'Greets anybody',
      body: Type.Object({ name: Type.String() }),
      answer: { 201: Type.Object({ text: Type.String(), locale: Type.String() }) },
      run: async (c) => ({ body: { text: `hello ${c.body.name}`, locale: c.request.locale } }),
    }),
    handle({
      method: 'GET',
      path: '/api/thing-stream',
      access: 'signed_in',
      summary: 'Flows',
      stream: Type.Object({ data: Type.String() }),
      answer: { 200: null },
      run: async () => ({ body: Readable.from(['data: one\n\n', 'data: two\n\n']) }),
    }),
    handle({
      method: 'GET',
      path: '/api/failure',
      access: 'public',
      summary: 'Fails',
      answer: { 204: null },
      run: () => Promise.reject(new Error('a secret inside')),
    }),
  ],
});
