import { type Query, sqlQuery } from '#platform/db/query.ts';

/** A number as the ledger holds it. */
export type LedgerRow = {
  readonly scope_value: string;
  readonly period: string;
  readonly sequence: number;
  readonly state: 'used' | 'void' | 'reserved';
  readonly number: string;
  readonly subject_type: string | null;
  readonly subject_id: number | null;
  readonly reason: string | null;
  readonly at: string;
};

/** Where a page goes on: the key of its last row. */
export type LedgerKey = readonly [scope: string, period: string, sequence: number, state: string];

/** The numbers of a rule, newest period and highest number first: its primary key read backwards. */
export const listLedger = (
  tenantId: number,
  ruleId: number,
  asked: { readonly period: string | null; readonly limit: number; readonly after: LedgerKey | null },
): Query<LedgerRow[]> => {
  const values: unknown[] = [tenantId, ruleId, asked.limit];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['tenant_id = $1::int', 'rule_id = $2::bigint'];
  if (asked.period !== null) conditions.push(`period = ${bind(asked.period)}`);
  if (asked.after !== null) {
    const [scope, period, sequence, state] = asked.after.map(bind);
    conditions.push(`(scope_value, period, sequence, state) < (${scope}, ${period}, ${sequence}::bigint, ${state})`);
  }
  return sqlQuery<LedgerRow>(
    `select scope_value, period, sequence, state, number, subject_type, subject_id, reason, at
     from numbering_ledger where ${conditions.join(' and ')}
     order by scope_value desc, period desc, sequence desc, state desc limit $3::int`,
    values,
  );
};
