import type { NumberPart, OverflowMode, ResetPeriod } from './contract.ts';
import { fiscalYear, isoWeek, type LocalDate, pad, quarter } from './period.ts';

/** What of a rule decides how its numbers look and when they begin again. */
export type NumberFormat = {
  readonly parts: readonly NumberPart[];
  readonly separator: string;
  readonly resetPeriod: ResetPeriod;
  readonly start: number;
  readonly step: number;
  readonly onOverflow: OverflowMode;
};

/** Everything around the running number of one day's documents. */
export type NumberFrame = { readonly prefix: string; readonly suffix: string; readonly width: number };

type Token = {
  readonly digits: number;
  readonly sql: string;
  readonly value: (date: LocalDate, fiscalYearStart: number) => number;
};

// GGGG and WW are year and week of ISO 8601 and belong together; FFFF is the fiscal year by the year in which it began.
const tokens: Readonly<Record<string, Token>> = {
  yyyy: { digits: 4, sql: 'YYYY', value: (date) => date.year },
  yy: { digits: 2, sql: 'YY', value: (date) => date.year % 100 },
  MM: { digits: 2, sql: 'MM', value: (date) => date.month },
  dd: { digits: 2, sql: 'DD', value: (date) => date.day },
  GGGG: { digits: 4, sql: 'IYYY', value: (date) => isoWeek(date).year },
  WW: { digits: 2, sql: 'IW', value: (date) => isoWeek(date).week },
  Q: { digits: 1, sql: 'Q', value: (date) => quarter(date) },
  FFFF: { digits: 4, sql: '"{FY}"', value: (date, start) => fiscalYear(date, start) },
};
const sqlPeriods: Readonly<Record<ResetPeriod, string>> = {
  none: '',
  daily: 'YYYY-MM-DD',
  weekly: 'IYYY"-W"IW',
  monthly: 'YYYY-MM',
  quarterly: 'YYYY"-Q"Q',
  yearly: 'YYYY',
  fiscal_year: '"FY{FY}"',
};
const TOKEN = /yyyy|yy|MM|dd|GGGG|WW|Q|FFFF/g;
const SPLIT = /(yyyy|yy|MM|dd|GGGG|WW|Q|FFFF)/;
const PLAIN = /^[./_-]*$/;

/** The texts before and after the running number of a document of that day. */
export const numberFrame = (format: NumberFormat, date: LocalDate, fiscalYearStart: number): NumberFrame => {
  const at = format.parts.findIndex((part) => part.type === 'sequence');
  const texts = format.parts.map((part) => partText(part, date, fiscalYearStart));
  const before = texts.slice(0, at).map((text) => text + format.separator);
  const after = texts.slice(at + 1).map((text) => format.separator + text);
  return { prefix: before.join(''), suffix: after.join(''), width: widthOf(format) };
};

export const numberText = ({ prefix, suffix, width }: NumberFrame, sequence: number): string =>
  `${prefix}${pad(sequence, width)}${suffix}`;

/** The same for the database: formats of its `to_char`, in which `{FY}` stands for the fiscal year. */
export const sqlFormats = (format: NumberFormat) => {
  const at = format.parts.findIndex((part) => part.type === 'sequence');
  const separator = quoted(format.separator);
  const texts = format.parts.map(sqlPart);
  return {
    prefix_format: texts
      .slice(0, at)
      .map((text) => text + separator)
      .join(''),
    suffix_format: texts
      .slice(at + 1)
      .map((text) => separator + text)
      .join(''),
    period_format: sqlPeriods[format.resetPeriod],
    width: widthOf(format),
  };
};

/** The largest number that may be given; null when numbers widen. */
export const lastNumber = (format: NumberFormat): number | null =>
  format.onOverflow === 'widen' ? null : 10 ** widthOf(format) - 1;

/** `SR-{yyyy}-{000000}`: how people write a rule down. */
export const patternOf = (format: NumberFormat): string =>
  format.parts
    .map((part) => {
      if (part.type === 'text') return part.text;
      return part.type === 'date' ? `{${part.format}}` : `{${'0'.repeat(part.width)}}`;
    })
    .join(format.separator);

/** The running number in a number of this rule, whatever its day; null when it is none of this rule. */
export const parseNumber = (format: NumberFormat, number: string): number | null => {
  const digits = numberExpression(format).exec(number)?.[1];
  if (digits === undefined || (digits.length > widthOf(format) && digits.startsWith('0'))) return null;
  return Number(digits);
};

/** Why a rule cannot work, in codes; empty when it can. Two documents of different periods must not get the same number. */
export const formatFaults = (format: NumberFormat): string[] => {
  const faults: string[] = [];
  if (format.parts.filter((part) => part.type === 'sequence').length !== 1) faults.push('one_sequence_needed');
  const dates = format.parts.filter((part) => part.type === 'date').map((part) => part.format);
  for (const date of dates) if (!isDateFormat(date)) faults.push('date_format_unknown');
  const named = new Set(dates.join(' ').match(TOKEN) ?? []);
  const texts = format.parts.map((part) => (part.type === 'text' ? part.text : ''));
  if (/[{}]/.test(format.separator + texts.join(''))) faults.push('braces_in_text');
  if (!namesPeriod(format.resetPeriod, named)) faults.push('period_not_in_number');
  return faults;
};

/** Numbers that the counter gives next: `count` of them, or why it cannot. `last` is null when none was given yet. */
export const nextBlock = (
  format: NumberFormat,
  last: number | null,
  count: number,
): { readonly first: number; readonly last: number } | 'overflow' => {
  const first = last === null ? format.start : last + format.step;
  const end = first + (count - 1) * format.step;
  const most = lastNumber(format);
  return most !== null && end > most ? 'overflow' : { first, last: end };
};

const widthOf = (format: NumberFormat): number => format.parts.find((part) => part.type === 'sequence')?.width ?? 1;

const partText = (part: NumberPart, date: LocalDate, fiscalYearStart: number): string => {
  if (part.type === 'text') return part.text;
  if (part.type === 'sequence') return '';
  return part.format.replace(TOKEN, (name) => {
    const token = tokens[name] as Token;
    return pad(token.value(date, fiscalYearStart), token.digits);
  });
};

const quoted = (text: string): string => (text === '' ? '' : `"${text.replace(/[\\"]/g, '\\$&')}"`);

const sqlPart = (part: NumberPart): string => {
  if (part.type === 'sequence') return '';
  if (part.type === 'text') return quoted(part.text);
  return part.format
    .split(SPLIT)
    .map((piece) => (Object.hasOwn(tokens, piece) ? (tokens[piece]?.sql ?? '') : quoted(piece)))
    .join('');
};

const numberExpression = (format: NumberFormat): RegExp => {
  const pieces = format.parts.map((part) => {
    if (part.type === 'text') return escaped(part.text);
    if (part.type === 'sequence')
      return format.onOverflow === 'widen' ? `(\\d{${part.width},})` : `(\\d{${part.width}})`;
    return dateExpression(part.format);
  });
  return new RegExp(`^${pieces.join(escaped(format.separator))}$`);
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const dateExpression = (format: string): string =>
  format
    .split(SPLIT)
    .map((piece) => (Object.hasOwn(tokens, piece) ? `\\d{${tokens[piece]?.digits}}` : escaped(piece)))
    .join('');

const isDateFormat = (text: string): boolean => {
  const rest = text.replace(TOKEN, '');
  return rest !== text && PLAIN.test(rest);
};

const namesPeriod = (reset: ResetPeriod, named: ReadonlySet<string>): boolean => {
  const year = named.has('yyyy') || named.has('yy');
  const day = year && named.has('MM') && named.has('dd');
  switch (reset) {
    case 'none':
      return true;
    case 'daily':
      return day;
    case 'weekly':
      return day || (named.has('GGGG') && named.has('WW'));
    case 'monthly':
      return year && named.has('MM');
    case 'quarterly':
      return year && (named.has('Q') || named.has('MM'));
    case 'yearly':
      return year;
    case 'fiscal_year':
      return named.has('FFFF');
  }
};
