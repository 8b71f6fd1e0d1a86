-- How documents get their numbers: rules, one counter per rule, scope and period, and a ledger of every number issued.

create table numbering_rule (
  tenant_id int not null,
  id bigint generated always as identity,
  code text not null,
  name text not null,
  description text not null default '',
  scope_type text not null,
  table_name text null,
  column_name text null,
  separator text not null default '-',
  parts jsonb not null,
  -- What follows from the parts, as formats of to_char: the number before and after its sequence, and the period. So a
  -- statement can number what it inserts without reading the parts one by one.
  prefix_format text not null,
  suffix_format text not null,
  period_format text not null,
  width int not null,
  reset_period text not null,
  mode text not null default 'gapless',
  start bigint not null default 1,
  step bigint not null default 1,
  on_overflow text not null default 'error',
  is_default boolean not null default false,
  status text not null default 'active',
  revision int not null default 1,
  created_at timestamptz(3) not null default now(),
  constraint numbering_rule_pkey primary key (tenant_id, id),
  constraint numbering_rule_code_key unique (tenant_id, code),
  constraint numbering_rule_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint numbering_rule_code_check check (code ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$' and char_length(code) <= 60),
  -- A third scope, menu, comes with designed screens: then a rule of a menu has a menu, and the others have none.
  constraint numbering_rule_scope_check check (scope_type in ('global', 'table')),
  constraint numbering_rule_table_check check ((scope_type = 'table') = (table_name is not null)),
  constraint numbering_rule_column_check check (column_name is null or table_name is not null),
  constraint numbering_rule_separator_check check (char_length(separator) <= 3),
  constraint numbering_rule_parts_check check (jsonb_typeof(parts) = 'array'),
  constraint numbering_rule_width_check check (width between 1 and 12),
  constraint numbering_rule_reset_check
    check (reset_period in ('none', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'fiscal_year')),
  constraint numbering_rule_mode_check check (mode in ('gapless')),
  constraint numbering_rule_start_check check (start >= 0),
  constraint numbering_rule_step_check check (step between 1 and 1000),
  constraint numbering_rule_overflow_check check (on_overflow in ('error', 'widen')),
  constraint numbering_rule_status_check check (status in ('active', 'inactive'))
);
create index numbering_rule_table_idx on numbering_rule (tenant_id, table_name, id) where table_name is not null;

-- The provider's own tenant was there before anybody could prepare it; written before rows are guarded.
insert into numbering_rule (tenant_id, code, name, scope_type, table_name, column_name, parts, prefix_format, suffix_format,
  period_format, width, reset_period, is_default)
values
  (1, 'ticket.service_request', '서비스 요청', 'table', 'ticket', 'number',
    '[{"type": "text", "text": "SR"}, {"type": "date", "format": "yyyy"}, {"type": "sequence", "width": 6}]',
    '"SR-"YYYY"-"', '', 'YYYY', 6, 'yearly', true),
  (1, 'ticket.incident', '장애', 'table', 'ticket', 'number',
    '[{"type": "text", "text": "INC"}, {"type": "date", "format": "yyyy"}, {"type": "sequence", "width": 6}]',
    '"INC-"YYYY"-"', '', 'YYYY', 6, 'yearly', true);
alter table numbering_rule enable row level security;
alter table numbering_rule force row level security;
create policy numbering_rule_app on numbering_rule to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert on numbering_rule to madang_app;
-- The worker that judges refusals asks whether an id belongs to another tenant.
create policy numbering_rule_system on numbering_rule for select to madang_system using (true);
grant select (tenant_id, id) on numbering_rule to madang_system;

-- `last` is the number given most recently. The row is hot: half of each page is left free, so that updates stay on it.
create table numbering_counter (
  tenant_id int not null,
  rule_id bigint not null,
  scope_value text not null,
  period text not null,
  last bigint not null,
  constraint numbering_counter_pkey primary key (tenant_id, rule_id, scope_value, period),
  constraint numbering_counter_rule_fkey foreign key (tenant_id, rule_id)
    references numbering_rule (tenant_id, id) on delete restrict
) with (fillfactor = 50);
alter table numbering_counter enable row level security;
alter table numbering_counter force row level security;
create policy numbering_counter_app on numbering_counter to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert, update (last) on numbering_counter to madang_app;

-- Append-only. The key makes it impossible that a number is used twice. No foreign key to the counter: a row is written by the
-- statement that moves the counter, and the proof compares the two.
create table numbering_ledger (
  tenant_id int not null,
  rule_id bigint not null,
  scope_value text not null,
  period text not null,
  sequence bigint not null,
  state text not null default 'used',
  number text not null,
  subject_type text null,
  subject_id bigint null,
  reason text null,
  expires_at timestamptz(3) null,
  at timestamptz(3) not null default now(),
  constraint numbering_ledger_pkey primary key (tenant_id, rule_id, scope_value, period, sequence, state),
  constraint numbering_ledger_state_check check (
    state = 'used' and subject_id is not null or state = 'void' and reason is not null
    or state = 'reserved' and expires_at is not null
  )
);
alter table numbering_ledger enable row level security;
alter table numbering_ledger force row level security;
create policy numbering_ledger_app on numbering_ledger to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert on numbering_ledger to madang_app;
