import type { Generated, GeneratedAlways } from 'kysely';

export type NumberingRuleTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  code: string;
  name: string;
  description: Generated<string>;
  scope_type: 'global' | 'table';
  table_name: string | null;
  column_name: string | null;
  separator: Generated<string>;
  parts: unknown;
  prefix_format: string;
  suffix_format: string;
  period_format: string;
  width: number;
  reset_period: 'none' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'fiscal_year';
  mode: Generated<'gapless'>;
  start: Generated<number>;
  step: Generated<number>;
  on_overflow: Generated<'error' | 'widen'>;
  is_default: Generated<boolean>;
  status: Generated<'active' | 'inactive'>;
  revision: Generated<number>;
  created_at: Generated<string>;
};

export type NumberingCounterTable = {
  tenant_id: number;
  rule_id: number;
  scope_value: string;
  period: string;
  last: number;
};

/** What a rule counts by besides itself: the tenant's calendar. */
type TenantTable = { id: number; time_zone: string; fiscal_year_start: number };

export type NumberingTables = {
  numbering_rule: NumberingRuleTable;
  numbering_counter: NumberingCounterTable;
  tenant: TenantTable;
};
