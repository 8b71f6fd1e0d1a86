-- A person's own views of the list of tickets: filters under a name. Nobody else sees them.
create table ticket_view (
  tenant_id int not null,
  id bigint generated always as identity,
  user_id bigint not null,
  name text not null,
  -- The filters, words and order as the list's query takes them.
  search jsonb not null,
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  constraint ticket_view_pkey primary key (tenant_id, id),
  constraint ticket_view_name_key unique (tenant_id, user_id, name),
  constraint ticket_view_user_fkey foreign key (tenant_id, user_id)
    references tenant_member (tenant_id, user_id) on delete cascade,
  constraint ticket_view_name_check check (char_length(name) between 1 and 60),
  constraint ticket_view_search_check check (jsonb_typeof(search) = 'object')
);
alter table ticket_view enable row level security;
alter table ticket_view force row level security;
create policy ticket_view_app on ticket_view to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
-- The worker that judges refusals asks whether an id belongs to another tenant.
create policy ticket_view_system on ticket_view for select to madang_system using (true);
grant select, delete, insert (tenant_id, user_id, name, search), update (name, search, version) on ticket_view to madang_app;
grant select (tenant_id, id) on ticket_view to madang_system;

-- What is due and not finished: few among many, whatever lies behind. The list asks for it in these very words.
create index ticket_overdue_idx on ticket (tenant_id, due, id)
  where due is not null
    and status in ('received', 'triage', 'awaiting_approval', 'assigned', 'in_progress', 'waiting_customer', 'waiting_vendor');
