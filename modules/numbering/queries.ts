import { sql } from 'kysely';
import { compiler } from '#platform/db/kysely.ts';
import { many, mapQuery, maybe, type Query, run, sqlQuery, sqlRun } from '#platform/db/query.ts';
import type { CounterProof } from './contract.ts';
import type { NumberingTables } from './tables.ts';

const db = compiler<NumberingTables>();

const columns = [
  'id',
  'code',
  'name',
  'description',
  'scope_type',
  'table_name',
  'column_name',
  'separator',
  'parts',
  'reset_period',
  'mode',
  'start',
  'step',
  'on_overflow',
  'is_default',
  'status',
  'revision',
] as const;

/** A rule as its table holds it. */
export type RuleRow = NonNullable<ReturnType<ReturnType<typeof findRule>['answer']>>;
/** What a rule counts by besides itself: the tenant's calendar. */
export type CalendarRow = { readonly time_zone: string; readonly fiscal_year_start: number };
export type NewRuleRow = Pick<RuleRow, 'code' | 'name' | 'separator' | 'parts' | 'reset_period' | 'start' | 'step'> &
  Pick<RuleRow, 'scope_type' | 'table_name' | 'column_name' | 'on_overflow' | 'is_default'> & {
    readonly prefix_format: string;
    readonly suffix_format: string;
    readonly period_format: string;
    readonly width: number;
  };

/** The tenant's rules, newest first, older than `before`. */
export const listRules = (tenantId: number, limit: number, before: number | null) =>
  many(
    db
      .selectFrom('numbering_rule')
      .select(columns)
      .where('tenant_id', '=', tenantId)
      .where('id', '<', before ?? Number.MAX_SAFE_INTEGER)
      .orderBy('id', 'desc')
      .limit(limit),
  );

export const findRule = (tenantId: number, id: number) =>
  maybe(db.selectFrom('numbering_rule').select(columns).where('tenant_id', '=', tenantId).where('id', '=', id));

export const findCalendar = (tenantId: number): Query<CalendarRow | undefined> =>
  maybe(db.selectFrom('tenant').select(['time_zone', 'fiscal_year_start']).where('id', '=', tenantId));

/** How far the rule's counters have come. */
export const listCounters = (tenantId: number, ruleId: number) =>
  many(
    db
      .selectFrom('numbering_counter')
      .select(['scope_value', 'period', 'last'])
      .where('tenant_id', '=', tenantId)
      .where('rule_id', '=', ruleId),
  );

/** Makes a rule unless the tenant has one of that code. */
export const insertRule = (tenantId: number, rule: NewRuleRow) =>
  run(
    db
      .insertInto('numbering_rule')
      .values({ ...rule, tenant_id: tenantId, parts: sql`${JSON.stringify(rule.parts)}::jsonb` })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing()),
  );

const MOST_NAMED = 1000;
// What a JavaScript number and so the wire can hold.
const LARGEST = Number.MAX_SAFE_INTEGER;

// One pass over the ledger for either question: a join of it with itself is quadratic while the planner has no statistics.
// A number counts as issued when the ledger has it, used or void; what a counter has passed without that is missing. Nothing
// large is joined: while the planner knows nothing of a new ledger, it would join row by row.
const PROOF = `with rule as (
  select r.start, r.step from numbering_rule r where r.tenant_id = $1::int and r.id = $2::bigint
), entry as materialized (
  select l.scope_value, l.period, l.sequence, bool_or(l.state = 'void') as void, bool_or(l.state <> 'reserved') as issued,
    lag(l.sequence) over (partition by l.scope_value, l.period order by l.sequence) as before
  from numbering_ledger l
  where l.tenant_id = $1::int and l.rule_id = $2::bigint
  group by l.scope_value, l.period, l.sequence
), counter as materialized (
  select c.scope_value, c.period, c.last from numbering_counter c where c.tenant_id = $1::int and c.rule_id = $2::bigint
), summary as (
  select e.scope_value, e.period, max(e.sequence) as highest, count(*) filter (where e.issued) as issued,
    min(e.sequence) filter (where e.issued) as first, max(e.sequence) filter (where e.issued) as final,
    count(*) filter (where e.void) as voids
  from entry e group by e.scope_value, e.period
), span as (
  select e.scope_value, e.period, coalesce(e.before + r.step, r.start) as low, e.sequence - r.step as high
  from entry e cross join rule r where e.sequence > coalesce(e.before + r.step, r.start)
  union all
  select c.scope_value, c.period, coalesce(s.highest + r.step, r.start), c.last
  from counter c left join summary s on s.scope_value = c.scope_value and s.period = c.period cross join rule r
), missing as (
  select s.scope_value, s.period, (array_agg(gap order by gap))[1:${MOST_NAMED}] as sequences
  from span s cross join rule r
  cross join lateral generate_series(s.low, least(s.high, s.low + ${MOST_NAMED} * r.step), r.step) as gap
  group by s.scope_value, s.period
), twin as (
  select l.scope_value, l.period, l.sequence, count(*) over (partition by l.number) as times
  from numbering_ledger l where l.tenant_id = $1::int and l.rule_id = $2::bigint and l.state = 'used'
), double as (
  select t.scope_value, t.period, (array_agg(t.sequence order by t.sequence))[1:${MOST_NAMED}] as sequences
  from twin t where t.times > 1 group by t.scope_value, t.period
)
select c.scope_value as scope, c.period, coalesce(s.issued, 0) as issued, s.first, s.final as last, coalesce(s.voids, 0) as voids,
  coalesce(m.sequences, '{}') as missing, coalesce(d.sequences, '{}') as duplicates
from counter c
left join summary s on s.scope_value = c.scope_value and s.period = c.period
left join missing m on m.scope_value = c.scope_value and m.period = c.period
left join double d on d.scope_value = c.scope_value and d.period = c.period
order by c.scope_value, c.period`;

/** What each counter of a rule has issued, beside what its ledger holds. The first 1,000 faults of each are named. */
export const proveCounters = (tenantId: number, ruleId: number): Query<CounterProof[]> =>
  sqlQuery<CounterProof>(PROOF, [tenantId, ruleId]);

/**
 * Takes `count` numbers of an active rule for documents of that moment, in one step. Empty when the rule is not there
 * or has no numbers left; `left` tells which.
 */
export const takeBlock = (tenantId: number, code: string, at: Date, count: number): Query<BlockRow | undefined> =>
  mapQuery(sqlQuery<BlockRow>(TAKE, [tenantId, code, at, count]), ([row]) => row);

export type BlockRow = {
  readonly rule_id: number;
  readonly period: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly width: number;
  readonly step: number;
  /** Null when the rule has no numbers left. */
  readonly first: number | null;
};

/**
 * Two CTEs for a statement that numbers what it inserts: `numbering_rule_now` (one row when there is an active rule) and
 * `numbering_block` (one row when `count` numbers were taken; `first` is the first of them). `code`, `at` and `count` are
 * SQL; the tenant is $1.
 */
export const numberingCtes = (code: string, at: string, count: string): string => `numbering_rule_now as materialized (
  select r.id, r.start, r.step, r.width, r.step * ((${count})::bigint - 1) as span,
    replace(coalesce(to_char(d.day, r.prefix_format), ''), '{FY}', d.fiscal_year) as prefix,
    replace(coalesce(to_char(d.day, r.suffix_format), ''), '{FY}', d.fiscal_year) as suffix,
    replace(coalesce(to_char(d.day, r.period_format), ''), '{FY}', d.fiscal_year) as period,
    case r.on_overflow when 'error' then (10::numeric ^ r.width)::bigint - 1 else ${LARGEST} end as most
  from numbering_rule r
  join tenant t on t.id = r.tenant_id
  cross join lateral (
    select ${at} at time zone t.time_zone as day,
      to_char((${at} at time zone t.time_zone) - make_interval(months => t.fiscal_year_start - 1), 'YYYY') as fiscal_year
  ) d
  where r.tenant_id = $1::int and r.code = ${code} and r.status = 'active'
), numbering_block as materialized (
  insert into numbering_counter as c (tenant_id, rule_id, scope_value, period, last)
  select $1::int, r.id, '', r.period, r.start + r.span from numbering_rule_now r where r.span >= 0 and r.start + r.span <= r.most
  on conflict on constraint numbering_counter_pkey do update
  set last = c.last + (select r.span + r.step from numbering_rule_now r)
  where c.last + (select r.span + r.step from numbering_rule_now r) <= (select r.most from numbering_rule_now r)
  returning last - (select r.span from numbering_rule_now r) as first
)`;

/** How a sequence (SQL) reads as a number, where `numbering_rule_now r` is. */
export const numberingText = (sequence: string): string =>
  `r.prefix || lpad((${sequence})::text, greatest(r.width, length((${sequence})::text)), '0') || r.suffix`;

/** The ledger's rows for `rows`, a CTE with `sequence`, `number` and `id`. */
export const ledgerInsert = (rows: string, subjectType: string): string => `insert into numbering_ledger
    (tenant_id, rule_id, scope_value, period, sequence, number, subject_type, subject_id)
  select $1::int, r.id, '', r.period, d.sequence, d.number, '${subjectType}', d.id
  from numbering_rule_now r, ${rows} d`;

const TAKE = `with ${numberingCtes('$2', '$3::timestamptz', '$4::bigint')}
select r.id as rule_id, r.period, r.prefix, r.suffix, r.width, r.step, b.first
from numbering_rule_now r left join numbering_block b on true`;

export type UsedNumber = { readonly sequence: number; readonly number: string; readonly subjectId: number };

/** Enters numbers of a block as used by documents of one type. */
export const insertUsed = (tenantId: number, block: BlockRow, subjectType: string, used: readonly UsedNumber[]) =>
  sqlRun(
    `insert into numbering_ledger
      (tenant_id, rule_id, scope_value, period, sequence, number, subject_type, subject_id)
    select $1::int, $2::bigint, '', $3, u.sequence, u.number, $4, u."subjectId"
    from jsonb_to_recordset($5::jsonb) as u(sequence bigint, number text, "subjectId" bigint)`,
    [tenantId, block.rule_id, block.period, subjectType, JSON.stringify(used)],
  );
