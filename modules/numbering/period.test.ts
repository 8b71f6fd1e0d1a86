import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resetPeriods } from './contract.ts';
import { dateText, isoWeek, type LocalDate, localDate, parseDate, periodOf } from './period.ts';

const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2110-01-01'), noInvalidDate: true });
const days = moments.map((at): LocalDate => localDate(at, 'UTC'));
const fiscalStarts = fc.integer({ min: 1, max: 12 });
const addDays = (date: LocalDate, count: number): LocalDate =>
  localDate(new Date(Date.UTC(date.year, date.month - 1, date.day + count)), 'UTC');

describe('the day of a moment', () => {
  test('is the tenant’s own: New Year comes nine hours earlier in Seoul', () => {
    const moment = new Date('2026-12-31T15:00:00Z');
    expect(dateText(localDate(moment, 'Asia/Seoul'))).toBe('2027-01-01');
    expect(dateText(localDate(moment, 'UTC'))).toBe('2026-12-31');
    expect(dateText(localDate(new Date('2026-03-08T09:59:59Z'), 'America/Los_Angeles'))).toBe('2026-03-08');
  });

  test('is written and read back the same', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(parseDate(dateText(day))).toEqual(day);
      }),
    );
  });
});

describe('weeks', () => {
  test('are those of ISO 8601', () => {
    const week = (text: string) => isoWeek(parseDate(text));
    expect(week('2026-01-01')).toEqual({ year: 2026, week: 1 });
    expect(week('2027-01-01')).toEqual({ year: 2026, week: 53 });
    expect(week('2024-12-30')).toEqual({ year: 2025, week: 1 });
    expect(week('2023-01-01')).toEqual({ year: 2022, week: 52 });
  });

  test('have seven days and begin on Monday', () => {
    fc.assert(
      fc.property(days, (day) => {
        const weekday = new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
        const monday = addDays(day, -((weekday + 6) % 7));
        const names = Array.from({ length: 7 }, (_, at) => periodOf('weekly', addDays(monday, at), 1));
        expect(new Set(names).size).toBe(1);
        expect(periodOf('weekly', addDays(monday, -1), 1)).not.toBe(names[0]);
        expect(periodOf('weekly', addDays(monday, 7), 1)).not.toBe(names[0]);
      }),
    );
  });
});

describe('periods', () => {
  // Straight from the words: a reset lies between two neighbouring days when the second one begins something new.
  const beginsPeriod = (reset: (typeof resetPeriods)[number], day: LocalDate, fiscalStart: number): boolean => {
    const first = day.day === 1;
    return {
      none: false,
      daily: true,
      weekly: new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() === 1,
      monthly: first,
      quarterly: first && [1, 4, 7, 10].includes(day.month),
      yearly: first && day.month === 1,
      fiscal_year: first && day.month === fiscalStart,
    }[reset];
  };

  test('change exactly where a reset lies between two days, and never come back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...resetPeriods), days, fiscalStarts, (reset, day, fiscalStart) => {
        const next = addDays(day, 1);
        const changed = periodOf(reset, day, fiscalStart) !== periodOf(reset, next, fiscalStart);
        expect(changed).toBe(beginsPeriod(reset, next, fiscalStart));
        if (changed) expect(periodOf(reset, day, fiscalStart) < periodOf(reset, next, fiscalStart)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('have the names that proofs show', () => {
    const day = parseDate('2026-02-03');
    expect(resetPeriods.map((reset) => periodOf(reset, day, 3))).toEqual([
      '',
      '2026-02-03',
      '2026-W06',
      '2026-02',
      '2026-Q1',
      '2026',
      'FY2025',
    ]);
  });
});
