import type { ResetPeriod } from './contract.ts';

/** A day in the tenant's calendar. */
export type LocalDate = { readonly year: number; readonly month: number; readonly day: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is at `moment` in a time zone. */
export const localDate = (moment: Date, timeZone: string): LocalDate => {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = { year: 0, month: 0, day: 0 };
  for (const { type, value } of format.formatToParts(moment)) {
    if (type === 'year' || type === 'month' || type === 'day') parts[type] = Number(value);
  }
  return parts;
};

/** `2026-11-23`, which must be a day in the calendar, as numbers. */
export const parseDate = (text: string): LocalDate => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
};

export const dateText = ({ year, month, day }: LocalDate): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** Week of ISO 8601: it belongs to the year that holds its Thursday. */
export const isoWeek = (date: LocalDate): { readonly year: number; readonly week: number } => {
  const thursday = dayNumber(date) - ((dayNumber(date) + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday - dayNumber({ year, month: 1, day: 1 })) / 7) };
};

export const quarter = (date: LocalDate): number => Math.ceil(date.month / 3);

/** The calendar year in which the fiscal year of that day began; it begins on the first of month `start`. */
export const fiscalYear = (date: LocalDate, start: number): number => (date.month >= start ? date.year : date.year - 1);

/**
 * The name of the period in which a document of that day counts: two days have the same name exactly when no reset lies
 * between them. It is the key of the counter.
 */
export const periodOf = (reset: ResetPeriod, date: LocalDate, fiscalYearStart: number): string => {
  switch (reset) {
    case 'none':
      return '';
    case 'daily':
      return dateText(date);
    case 'weekly': {
      const { year, week } = isoWeek(date);
      return `${pad(year, 4)}-W${pad(week, 2)}`;
    }
    case 'monthly':
      return `${pad(date.year, 4)}-${pad(date.month, 2)}`;
    case 'quarterly':
      return `${pad(date.year, 4)}-Q${quarter(date)}`;
    case 'yearly':
      return pad(date.year, 4);
    case 'fiscal_year':
      return `FY${pad(fiscalYear(date, fiscalYearStart), 4)}`;
  }
};

export const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const DAY = 86_400_000;

/** Days since 1970-01-01, a Thursday. */
const dayNumber = ({ year, month, day }: LocalDate): number =>
  Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / DAY);
