import { expect, test } from 'vitest';
import { compiler } from './kysely.ts';
import { all, both, known, many, mapQuery, maybe, one, parameter, run, sqlQuery, statement } from './query.ts';
import { valueParser } from './result-value.ts';

type Tables = { note: { id: number; tenant_id: number; text: string } };
const db = compiler<Tables>();
const byId = (id: number) => db.selectFrom('note').select(['id', 'text']).where('id', '=', id);

test('a builder becomes SQL and texts', () => {
  expect(statement(byId(7))).toEqual({ text: 'select "id", "text" from "note" where "id" = $1', values: ['7'] });
});

test.each([
  ['text', 'text'],
  [null, null],
  [12.5, '12.5'],
  [12n, '12'],
  [true, 'true'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [Buffer.from('añ'), '\\x61c3b1'],
  [new Uint8Array([1, 255]), '\\x01ff'],
  [[1, null, 2], '{"1",null,"2"}'],
  [['a"b', 'c\\d', ''], '{"a\\"b","c\\\\d",""}'],
  [[[1], [2]], '{{"1"},{"2"}}'],
  [{ a: [1] }, '{"a":[1]}'],
])('the parameter %o travels as %s', (value, text) => {
  expect(parameter(value)).toBe(text);
});

test.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [Symbol('x')]])(
  '%o is no parameter',
  (value) => {
    expect(() => parameter(value)).toThrow(TypeError);
  },
);

test('many, maybe, one and run read the rows of their statement', () => {
  const rows = [{ id: 7, text: 'a' }];
  expect(many(byId(7)).answer([rows])).toEqual(rows);
  expect(maybe(byId(7)).answer([rows])).toEqual(rows[0]);
  expect(maybe(byId(7)).answer([[]])).toBeUndefined();
  expect(one(byId(7)).answer([rows])).toEqual(rows[0]);
  expect(run(db.deleteFrom('note')).answer([Object.assign([], { affected: 3 })])).toBe(3);
});

test('one refuses no row and two rows', () => {
  expect(() => one(byId(7)).answer([[]])).toThrow('exactly one row, got 0');
  expect(() => one(byId(7)).answer([[{}, {}]])).toThrow('exactly one row, got 2');
});

test('questions combine, each reading its own results', () => {
  const count = mapQuery(sqlQuery<{ n: number }>('select 1 as n'), ([row]) => row?.n);
  const combined = all([many(byId(7)), known('here'), both(count, count)]);
  expect(combined.statements).toHaveLength(3);
  expect(combined.answer([[{ id: 7, text: 'a' }], [{ n: 1 }], [{ n: 2 }]])).toEqual([
    [{ id: 7, text: 'a' }],
    'here',
    [1, 2],
  ]);
});

test.each([
  [16, 't', true],
  [16, 'f', false],
  [20, '9007199254740991', 9007199254740991],
  [23, '-5', -5],
  [701, '1.5', 1.5],
  [1700, '1.50', '1.50'],
  [1082, '2026-11-23', '2026-11-23'],
  [1184, '2026-11-23 18:13:13.12+00', '2026-11-23T18:13:13.120Z'],
  [1184, '2026-11-23 18:13:13+00', '2026-11-23T18:13:13.000Z'],
  [1184, '2026-11-23 18:13:13.123456+00', '2026-11-23T18:13:13.123Z'],
  [1114, '2026-11-23 18:13:13.5', '2026-11-23T18:13:13.500Z'],
  [1184, 'infinity', 'infinity'],
  [3802, '{"a": [1]}', { a: [1] }],
  [17, '\\x01ff', Buffer.from([1, 255])],
  [1016, '{1,NULL,3}', [1, null, 3]],
  [1009, '{a,"b,c",NULL,"NULL"}', ['a', 'b,c', null, 'NULL']],
  [
    1007,
    '{{1,2},{3,4}}',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [1185, '{"2026-11-23 18:13:13.12+00"}', ['2026-11-23T18:13:13.120Z']],
])('a column of type %i reads %s', (oid, text, value) => {
  const parse = valueParser(oid);
  expect(parse ? parse(text) : text).toEqual(value);
});

test('an int8 that a number cannot hold is refused, not rounded', () => {
  expect(() => valueParser(20)?.('9007199254740993')).toThrow(RangeError);
});
