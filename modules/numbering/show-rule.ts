import type { LedgerEntry, NumberingRule, NumberPart, NumberPreview } from './contract.ts';
import { lastNumber, type NumberFormat, nextBlock, numberFrame, numberText, patternOf } from './format.ts';
import type { LedgerRow } from './ledger-queries.ts';
import { dateText, type LocalDate, periodOf } from './period.ts';
import type { CalendarRow, RuleRow } from './queries.ts';

const formatOf = (row: Pick<RuleRow, 'parts' | 'separator' | 'reset_period' | 'start' | 'step' | 'on_overflow'>) => ({
  parts: row.parts as readonly NumberPart[],
  separator: row.separator,
  resetPeriod: row.reset_period,
  start: row.start,
  step: row.step,
  onOverflow: row.on_overflow,
});

export const showRule = (row: RuleRow): NumberingRule => ({
  ...formatOf(row),
  parts: [...(row.parts as readonly NumberPart[])],
  id: row.id,
  code: row.code,
  name: row.name,
  description: row.description,
  scopeType: row.scope_type,
  tableName: row.table_name,
  columnName: row.column_name,
  pattern: patternOf(formatOf(row)),
  mode: row.mode,
  isDefault: row.is_default,
  status: row.status,
  revision: row.revision,
});

export const showLedgerEntry = (row: LedgerRow): LedgerEntry => ({
  scope: row.scope_value,
  period: row.period,
  sequence: row.sequence,
  number: row.number,
  state: row.state,
  subject: row.subject_type === null || row.subject_id === null ? null : { type: row.subject_type, id: row.subject_id },
  reason: row.reason,
  at: row.at,
});

type CounterRow = { readonly period: string; readonly last: number };

/** What a document of that day would get if it came next. Null when the rule has no numbers left. */
export const previewOf = (
  row: RuleRow,
  calendar: CalendarRow,
  counters: readonly CounterRow[],
  date: LocalDate,
): NumberPreview | null => {
  const format: NumberFormat = formatOf(row);
  const period = periodOf(format.resetPeriod, date, calendar.fiscal_year_start);
  const last = counters.find((counter) => counter.period === period)?.last ?? null;
  const block = nextBlock(format, last, 1);
  if (block === 'overflow') return null;
  const frame = numberFrame(format, date, calendar.fiscal_year_start);
  const number = numberText(frame, block.first);
  return {
    number,
    date: dateText(date),
    period,
    sequence: block.first,
    reserved: false,
    left: leftAfter(format, block.first),
  };
};

/** How many more numbers there are behind this one; null when they widen. */
const leftAfter = (format: NumberFormat, sequence: number): number | null => {
  const most = lastNumber(format);
  return most === null ? null : Math.floor((most - sequence) / format.step);
};
