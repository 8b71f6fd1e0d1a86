import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberPart } from './contract.ts';
import { resetPeriods } from './contract.ts';
import {
  formatFaults,
  lastNumber,
  type NumberFormat,
  nextBlock,
  numberFrame,
  numberText,
  parseNumber,
  patternOf,
} from './format.ts';
import { type LocalDate, periodOf } from './period.ts';

const ticketFormat: NumberFormat = {
  parts: [
    { type: 'text', text: 'SR' },
    { type: 'date', format: 'yyyy' },
    { type: 'sequence', width: 6 },
  ],
  separator: '-',
  resetPeriod: 'yearly',
  start: 1,
  step: 1,
  onOverflow: 'error',
};

const text = (value: string): NumberPart => ({ type: 'text', text: value });
const date = (format: string): NumberPart => ({ type: 'date', format });

const days: fc.Arbitrary<LocalDate> = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => ({ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }));

const dateFormats = ['yyyy', 'yy', 'yyyyMM', 'yyMMdd', 'yyyy-MM-dd', 'GGGGWW', 'GGGG.WW', 'yyyyQ', 'FFFF', 'MM', 'dd'];
const others: fc.Arbitrary<NumberPart> = fc.oneof(
  fc.constantFrom('SR', 'INC', '계약', 'A.B', '(x)', '#', '1').map(text),
  fc.constantFrom(...dateFormats).map(date),
);
/** Rules that pass `formatFaults`, whatever they look like. */
const rules: fc.Arbitrary<NumberFormat> = fc
  .record({
    before: fc.array(others, { maxLength: 3 }),
    after: fc.array(others, { maxLength: 2 }),
    width: fc.integer({ min: 1, max: 8 }),
    separator: fc.constantFrom('-', '', '/', '.', ' '),
    resetPeriod: fc.constantFrom(...resetPeriods),
    start: fc.integer({ min: 0, max: 5 }),
    step: fc.integer({ min: 1, max: 10 }),
    onOverflow: fc.constantFrom('error' as const, 'widen' as const),
  })
  .map(({ before, after, width, ...rest }) => ({
    ...rest,
    parts: [...before, { type: 'sequence' as const, width }, ...after],
  }))
  .filter((rule) => formatFaults(rule).length === 0);
const fiscalStarts = fc.integer({ min: 1, max: 12 });

describe('numbers', () => {
  test('read as people write the rule down', () => {
    expect(patternOf(ticketFormat)).toBe('SR-{yyyy}-{000000}');
    expect(numberText(numberFrame(ticketFormat, { year: 2026, month: 11, day: 23 }, 1), 42)).toBe('SR-2026-000042');
  });

  test('are parsed back to their sequence, whatever the rule', () => {
    fc.assert(
      fc.property(rules, days, fiscalStarts, fc.integer({ min: 0, max: 99_999_999 }), (rule, day, fiscal, wanted) => {
        const sequence = Math.min(wanted, lastNumber(rule) ?? wanted);
        expect(parseNumber(rule, numberText(numberFrame(rule, day, fiscal), sequence))).toBe(sequence);
      }),
    );
  });

  test('are never parsed from what the rule cannot have written', () => {
    for (const wrong of ['SR-2026-42', 'SR-2026-0000042', 'INC-2026-000042', 'SR-26-000042', 'SR-2026-000042x', '']) {
      expect(parseNumber(ticketFormat, wrong)).toBeNull();
    }
    const wide: NumberFormat = { ...ticketFormat, onOverflow: 'widen' };
    expect(parseNumber(wide, 'SR-2026-1000000')).toBe(1_000_000);
    expect(parseNumber(wide, 'SR-2026-0000042')).toBeNull();
  });

  test('of two documents differ when their period or their sequence differs', () => {
    fc.assert(
      fc.property(
        rules,
        days,
        days,
        fiscalStarts,
        fc.nat(300),
        fc.nat(300),
        (rule, one, other, fiscal, first, second) => {
          const most = lastNumber(rule) ?? 300;
          const [a, b] = [Math.min(first, most), Math.min(second, most)];
          const same = periodOf(rule.resetPeriod, one, fiscal) === periodOf(rule.resetPeriod, other, fiscal) && a === b;
          const texts = [
            numberText(numberFrame(rule, one, fiscal), a),
            numberText(numberFrame(rule, other, fiscal), b),
          ];
          if (!same && rule.separator !== '') expect(texts[0]).not.toBe(texts[1]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a rule is refused', () => {
  const faults = (change: Partial<NumberFormat>) => formatFaults({ ...ticketFormat, ...change });
  const sequence: NumberPart = { type: 'sequence', width: 4 };

  test('without exactly one sequence', () => {
    expect(faults({ parts: [date('yyyy')] })).toContain('one_sequence_needed');
    expect(faults({ parts: [date('yyyy'), sequence, sequence] })).toContain('one_sequence_needed');
  });

  test('with a date format that says nothing', () => {
    expect(faults({ parts: [date('hello'), sequence], resetPeriod: 'none' })).toEqual(['date_format_unknown']);
  });

  test('when its period is not in the number', () => {
    expect(faults({ parts: [sequence] })).toEqual(['period_not_in_number']);
    expect(faults({ parts: [sequence], resetPeriod: 'none' })).toEqual([]);
    expect(faults({ parts: [date('yyyyMM'), sequence], resetPeriod: 'daily' })).toEqual(['period_not_in_number']);
    expect(faults({ parts: [date('yyyyWW'), sequence], resetPeriod: 'weekly' })).toEqual(['period_not_in_number']);
    expect(faults({ parts: [date('GGGGWW'), sequence], resetPeriod: 'weekly' })).toEqual([]);
    expect(faults({ parts: [date('yyyy'), sequence], resetPeriod: 'fiscal_year' })).toEqual(['period_not_in_number']);
  });
});

describe('blocks', () => {
  test('follow each other without a gap until the numbers end, and then nothing is given', () => {
    fc.assert(
      fc.property(rules, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }), (rule, counts) => {
        const most = lastNumber(rule);
        let last: number | null = null;
        let expected = rule.start;
        for (const count of counts) {
          const block = nextBlock(rule, last, count);
          const end = expected + (count - 1) * rule.step;
          if (most !== null && end > most) {
            expect(block).toBe('overflow');
            continue;
          }
          expect(block).toEqual({ first: expected, last: end });
          last = end;
          expected = end + rule.step;
        }
      }),
    );
  });
});
