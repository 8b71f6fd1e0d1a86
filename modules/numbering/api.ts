import type { Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, type Problem, problem } from '#platform/http/problem.ts';
import type { NumberPart, OverflowMode, ResetPeriod } from './contract.ts';
import { formatFaults, numberText, sqlFormats } from './format.ts';
import {
  insertRule,
  insertUsed,
  ledgerInsert,
  numberingCtes,
  numberingText,
  takeBlock,
  type UsedNumber,
} from './queries.ts';

export type NewRule = {
  readonly code: string;
  readonly name: string;
  /** Table and column whose documents it numbers; both null for a global rule. */
  readonly tableName: string | null;
  readonly columnName: string | null;
  readonly parts: readonly NumberPart[];
  readonly separator?: string;
  readonly resetPeriod: ResetPeriod;
  readonly start?: number;
  readonly step?: number;
  readonly onOverflow?: OverflowMode;
};

/** Makes a rule in the transaction's tenant, unless it has one of that code. Throws 422 for one that cannot work. */
export const createRule = async (tx: Tx, rule: NewRule): Promise<void> => {
  const { separator = '-', start = 1, step = 1, onOverflow = 'error' } = rule;
  const format = { ...rule, separator, start, step, onOverflow };
  const [fault] = formatFaults(format);
  if (fault !== undefined) throw fieldProblem('/parts', `numbering.${fault}`, 'The rule cannot number documents');
  await tx.run(
    insertRule(tx.tenantId, {
      code: rule.code,
      name: rule.name,
      scope_type: rule.tableName === null ? 'global' : 'table',
      table_name: rule.tableName,
      column_name: rule.columnName,
      parts: rule.parts,
      ...sqlFormats(format),
      separator,
      reset_period: rule.resetPeriod,
      start,
      step,
      on_overflow: onOverflow,
      is_default: true,
    }),
  );
};

/** Numbers taken for documents of one moment, in order; `use` writes who got which into the ledger. */
export type Block = {
  readonly numbers: readonly { readonly sequence: number; readonly number: string }[];
  readonly use: (subjectType: string, used: readonly UsedNumber[]) => Query<number>;
};

/**
 * Takes `count` numbers at once for documents of the day that `at` is in the tenant's time zone. They are given back when
 * the transaction fails; every one of them must be used in it. Throws 422 when the rule has not so many left.
 */
export const allocateBlock = async (
  tx: Tx,
  { code, at, count }: { readonly code: string; readonly at: Date; readonly count: number },
): Promise<Block> => {
  const row = await tx.run(takeBlock(tx.tenantId, code, at, count));
  if (row === undefined) throw ruleMissing(code);
  const { first } = row;
  if (first === null) throw overflow();
  const numbers = Array.from({ length: count }, (_, position) => {
    const sequence = first + position * row.step;
    return { sequence, number: numberText(row, sequence) };
  });
  return { numbers, use: (subjectType, used) => insertUsed(tx.tenantId, row, subjectType, used) };
};

/**
 * How a statement numbers what it inserts, as SQL for its queries: counter, documents and ledger in one. The tenant is $1.
 * - `ctes(code, at, count)`: `numbering_rule_now` (empty: no such rule) and `numbering_block` (empty: no numbers left);
 * - the sequence of the document at place 0, 1, .. is `b.first + place * r.step`, of `numbering_block b` and
 *   `numbering_rule_now r`; `number(sequence)` is how it reads;
 * - `ledger(rows, type)`: the insert for a CTE with sequence, number and the document's id.
 */
export type NumberingSql = {
  readonly ctes: (code: string, at: string, count: string) => string;
  readonly number: (sequence: string) => string;
  readonly ledger: (rows: string, subjectType: string) => string;
};

export const numberingSql: NumberingSql = {
  ctes: numberingCtes,
  number: numberingText,
  ledger: ledgerInsert,
};

/** 422: the rule has no numbers left for this period; nothing was written. */
export const overflow = (): Problem =>
  problem(422, 'numbering.overflow', 'The numbering rule has no numbers left for this period.');

/** 422: the tenant has no active rule of that code. */
export const ruleMissing = (code: string): Problem =>
  problem(422, 'numbering.rule_missing', `There is no active numbering rule ${code}.`);
