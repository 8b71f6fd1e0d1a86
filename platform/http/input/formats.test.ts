import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { type JsonSchema, plain, strict } from './schema.ts';
import { compileCheck } from './validate.ts';

const accepts = (schema: object, value: unknown): boolean => {
  try {
    compileCheck(plain(strict(schema)))(value);
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['date', ['2026-11-23', '2028-02-29'], ['2027-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '0000-01-01']],
  [
    'date-time',
    ['2026-11-23T10:00:00Z', '2026-11-23t10:00:00.123+09:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59-00:00'],
    [
      '2026-11-23T24:00:00Z',
      '2026-11-23T10:00:00',
      '2026-02-30T10:00:00Z',
      '2026-11-23 10:00:00Z',
      '2026-11-23T10:00:00+16:00',
      '9999-12-31T23:59:59-14:00',
      '0001-01-01T00:00:00+09:00',
    ],
  ],
  [
    'email',
    ['kim@ilshin.demo', 'a.b+c@x.co.kr'],
    ['kim', 'kim@', '@ilshin.demo', 'a b@x.kr', `${'x'.repeat(65)}@x.kr`],
  ],
  ['uri', ['https://madang.example/a'], ['not a uri', '/path', 'https://a b']],
  ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123e4567']],
])('%s takes what is one and nothing else', (format, right, wrong) => {
  const schema = Type.String({ format });
  for (const text of right) expect([text, accepts(schema, text)]).toEqual([text, true]);
  for (const text of wrong) expect([text, accepts(schema, text)]).toEqual([text, false]);
});

test('a nullable thing becomes one schema, and a union told apart by a literal a discriminated one', () => {
  const nullable = plain(Type.Union([Type.Enum(['a', 'b']), Type.Null()]));
  expect(nullable).toMatchObject({ type: 'string', enum: ['a', 'b', null], nullable: true });
  const union = Type.Union([
    Type.Object({ op: Type.Literal('create'), name: Type.String() }),
    Type.Object({ op: Type.Literal('remove'), id: Type.Integer() }),
  ]);
  expect((plain(union) as JsonSchema).discriminator).toEqual({ propertyName: 'op' });
  expect(accepts(union, { op: 'remove', id: 1 })).toBe(true);
  expect(accepts(union, { op: 'remove', id: 1, name: 'x' })).toBe(false);
  expect(accepts(union, { op: 'other' })).toBe(false);
});

test('a hostile body is not searched to its end', () => {
  const check = compileCheck(plain(strict(Type.Array(Type.String()))));
  const many = Array.from({ length: 100_000 }, () => 1);
  const errorsOf = (value: unknown): number => {
    try {
      check(value);
      return 0;
    } catch (error) {
      return (error as { errors: unknown[] }).errors.length;
    }
  };
  expect(errorsOf(many)).toBe(1);
  expect(errorsOf([1, 2, 3])).toBe(3);
});
