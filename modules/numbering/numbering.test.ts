import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/audit/entry.ts';
import { sqlQuery } from '#platform/db/query.ts';
import { readOnce, type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { arrangeTenant } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { allocateBlock, createRule, type NewRule } from './api.ts';
import { type NumberPart, resetPeriods } from './contract.ts';
import { formatFaults, type NumberFormat, nextBlock, numberFrame, numberText } from './format.ts';
import { localDate, periodOf } from './period.ts';
import { proveCounters } from './queries.ts';

const actor: Actor = {
  id: null,
  login: null,
  tenantCode: null,
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
};

let database: TestDatabase;
let tenantId: number;
beforeAll(async () => {
  database = await createTestDatabase();
  tenantId = (await arrangeTenant(database, 'COUNTS')).id;
});
afterAll(() => database.drop());

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  tenantTx(database.app, { tenantId, proof: null, actor }, work);

/** Takes numbers and enters them as used by documents that nobody looks at. */
const take = (code: string, at: Date, count: number): Promise<string[]> =>
  inTenant(async (tx) => {
    const block = await allocateBlock(tx, { code, at, count });
    await tx.run(
      block.use(
        'thing',
        block.numbers.map((number) => ({ ...number, subjectId: 1 })),
      ),
    );
    return block.numbers.map(({ number }) => number);
  });

const ruleIdOf = async (code: string): Promise<number> => {
  const [row] = await database.asAdmin('select id from madang.numbering_rule where tenant_id = $1 and code = $2', [
    tenantId,
    code,
  ]);
  return Number(row?.id);
};

const proofOf = async (code: string) =>
  readOnce(database.app, { tenantId, proof: null }, proveCounters(tenantId, await ruleIdOf(code)));

let made = 0;
const makeRule = async (rule: Omit<NewRule, 'code' | 'name' | 'tableName' | 'columnName'>): Promise<string> => {
  made += 1;
  const code = `test.rule_${made}`;
  await inTenant((tx) => createRule(tx, { ...rule, code, name: code, tableName: null, columnName: null }));
  return code;
};

const sequence: NumberPart = { type: 'sequence', width: 3 };
const yearly = { parts: [{ type: 'date', format: 'yyyy' }, sequence], resetPeriod: 'yearly' } as const;

describe('a block', () => {
  test('counts in the period of the document, in the tenant’s time zone', async () => {
    const code = await makeRule(yearly);
    // 2026-12-31 23:30 and 2027-01-01 00:30 in Seoul.
    expect(await take(code, new Date('2026-12-31T14:30:00Z'), 2)).toEqual(['2026-001', '2026-002']);
    expect(await take(code, new Date('2026-12-31T15:30:00Z'), 1)).toEqual(['2027-001']);
    expect(await take(code, new Date('2026-06-01T00:00:00Z'), 1)).toEqual(['2026-003']);
  });

  test('that would overflow is refused before anything is written, and a smaller one still fits', async () => {
    const code = await makeRule({
      ...yearly,
      parts: [
        { type: 'date', format: 'yyyy' },
        { type: 'sequence', width: 1 },
      ],
    });
    const at = new Date('2026-06-01T00:00:00Z');
    await take(code, at, 7);
    await expect(take(code, at, 3)).rejects.toMatchObject({ status: 422, code: 'numbering.overflow' });
    expect(await take(code, at, 2)).toEqual(['2026-8', '2026-9']);
    await expect(take(code, at, 1)).rejects.toMatchObject({ code: 'numbering.overflow' });
    await expect(take(code, new Date('2027-06-01T00:00:00Z'), 10)).rejects.toMatchObject({
      code: 'numbering.overflow',
    });
    expect(await proofOf(code)).toEqual([
      { scope: '', period: '2026', issued: 9, first: 1, last: 9, voids: 0, missing: [], duplicates: [] },
    ]);
  });

  test('widens where the rule says so', async () => {
    const code = await makeRule({
      parts: [{ type: 'sequence', width: 1 }],
      resetPeriod: 'none',
      onOverflow: 'widen',
      start: 8,
    });
    expect(await take(code, new Date(), 4)).toEqual(['8', '9', '10', '11']);
  });

  test('is given back when its transaction fails', async () => {
    const code = await makeRule(yearly);
    const at = new Date('2026-06-01T00:00:00Z');
    await expect(
      inTenant(async (tx) => {
        await allocateBlock(tx, { code, at, count: 5 });
        throw new Error('the document was bad');
      }),
    ).rejects.toThrow('the document was bad');
    expect(await take(code, at, 1)).toEqual(['2026-001']);
  });

  test('of many takers at once has no gap and no number twice', async () => {
    const code = await makeRule(yearly);
    const at = new Date('2026-06-01T00:00:00Z');
    const counts = Array.from({ length: 40 }, (_, index) => (index % 5) + 1);
    const taken = (await Promise.all(counts.map((count) => take(code, at, count)))).flat().sort();
    expect(taken).toEqual(Array.from({ length: 120 }, (_, index) => `2026-${String(index + 1).padStart(3, '0')}`));
  });

  test('of an unknown rule is a 422', async () => {
    await expect(take('no.such_rule', new Date(), 1)).rejects.toMatchObject({
      status: 422,
      code: 'numbering.rule_missing',
    });
  });
});

test('a rule that cannot work is refused', async () => {
  await expect(makeRule({ parts: [sequence], resetPeriod: 'yearly' })).rejects.toMatchObject({
    status: 422,
    code: 'numbering.period_not_in_number',
  });
});

describe('the database and the pure code agree', () => {
  const parts = fc.oneof(
    fc.constantFrom('SR', 'a"b', 'x\\y', 'YYYY', '계약', 'Q1').map((text): NumberPart => ({ type: 'text', text })),
    fc
      .constantFrom('yyyy', 'yy', 'yyyyMM', 'yyMMdd', 'GGGG-WW', 'GGGGWW', 'yyyyQ', 'FFFF', 'dd', 'yyyy.MM.dd')
      .map((format): NumberPart => ({ type: 'date', format })),
  );
  const rules: fc.Arbitrary<NumberFormat> = fc
    .record({
      before: fc.array(parts, { maxLength: 3 }),
      after: fc.array(parts, { maxLength: 2 }),
      width: fc.integer({ min: 1, max: 4 }),
      separator: fc.constantFrom('-', '', '/', '"', '\\'),
      resetPeriod: fc.constantFrom(...resetPeriods),
      start: fc.integer({ min: 0, max: 3 }),
      step: fc.integer({ min: 1, max: 5 }),
      onOverflow: fc.constantFrom('error' as const, 'widen' as const),
    })
    .map(({ before, after, width, ...rest }) => ({
      ...rest,
      parts: [...before, { type: 'sequence' as const, width }, ...after],
    }))
    .filter((rule) => formatFaults(rule).length === 0);
  const steps = fc.array(
    fc.record({
      at: fc.date({ min: new Date('2025-11-01'), max: new Date('2027-02-28'), noInvalidDate: true }),
      count: fc.integer({ min: 1, max: 30 }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  test('on every number of random rules, moments and blocks', async () => {
    await fc.assert(
      fc.asyncProperty(rules, steps, fc.integer({ min: 1, max: 12 }), async (format, commands, fiscalStart) => {
        await database.asAdmin('update madang.tenant set fiscal_year_start = $2 where id = $1', [
          tenantId,
          fiscalStart,
        ]);
        const code = await makeRule(format);
        const counters = new Map<string, number>();
        for (const { at, count } of commands) {
          const day = localDate(at, 'Asia/Seoul');
          const period = periodOf(format.resetPeriod, day, fiscalStart);
          const block = nextBlock(format, counters.get(period) ?? null, count);
          if (block === 'overflow') {
            await expect(take(code, at, count)).rejects.toMatchObject({ code: 'numbering.overflow' });
            continue;
          }
          const frame = numberFrame(format, day, fiscalStart);
          const expected = Array.from({ length: count }, (_, index) =>
            numberText(frame, block.first + index * format.step),
          );
          expect(await take(code, at, count)).toEqual(expected);
          counters.set(period, block.last);
        }
        const proof = await proofOf(code);
        expect(new Map(proof.map(({ period, last }) => [period, last]))).toEqual(counters);
        expect(proof.flatMap(({ missing, duplicates }) => [...missing, ...duplicates])).toEqual([]);
      }),
      { numRuns: 40 },
    );
    await database.asAdmin('update madang.tenant set fiscal_year_start = 1 where id = $1', [tenantId]);
  });
});

describe('the proof', () => {
  test('names what is missing: in front, between and behind', async () => {
    const code = await makeRule({ ...yearly, step: 2 });
    await take(code, new Date('2026-06-01T00:00:00Z'), 6);
    const ruleId = await ruleIdOf(code);
    await database.asAdmin('delete from madang.numbering_ledger where rule_id = $1 and sequence in (1, 5, 11)', [
      ruleId,
    ]);
    const [counter] = await proofOf(code);
    expect(counter).toMatchObject({ issued: 3, first: 3, last: 9, missing: [1, 5, 11] });
  });

  test('names a number that two sequences have', async () => {
    const code = await makeRule(yearly);
    await take(code, new Date('2026-06-01T00:00:00Z'), 3);
    const ruleId = await ruleIdOf(code);
    await database.asAdmin(
      "update madang.numbering_ledger set number = '2026-001' where rule_id = $1 and sequence = 3",
      [ruleId],
    );
    const [counter] = await proofOf(code);
    expect(counter?.duplicates).toEqual([1, 3]);
  });

  test('counts a void number as issued', async () => {
    const code = await makeRule(yearly);
    await take(code, new Date('2026-06-01T00:00:00Z'), 3);
    const ruleId = await ruleIdOf(code);
    await database.asAdmin(
      `insert into madang.numbering_ledger (tenant_id, rule_id, scope_value, period, sequence, state, number, reason)
       select tenant_id, rule_id, scope_value, period, sequence, 'void', number, 'a mistake' from madang.numbering_ledger
       where rule_id = $1 and sequence = 2`,
      [ruleId],
    );
    const [counter] = await proofOf(code);
    expect(counter).toMatchObject({ issued: 3, voids: 1, missing: [], duplicates: [] });
  });
});

test('the ledger is append-only for the application, and a number cannot be used twice', async () => {
  const code = await makeRule(yearly);
  await take(code, new Date('2026-06-01T00:00:00Z'), 1);
  const tryIt = (text: string) => inTenant((tx) => tx.run(sqlQuery(text)));
  await expect(tryIt("update numbering_ledger set number = 'x'")).rejects.toMatchObject({ code: '42501' });
  await expect(tryIt('delete from numbering_ledger')).rejects.toMatchObject({ code: '42501' });
  const twice = `insert into numbering_ledger (tenant_id, rule_id, scope_value, period, sequence, number, subject_id)
    select tenant_id, rule_id, scope_value, period, sequence, number, 2 from numbering_ledger`;
  await expect(tryIt(twice)).rejects.toMatchObject({ code: '23505' });
});
