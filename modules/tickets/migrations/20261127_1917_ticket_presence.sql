-- Who has a ticket open. Worth nothing a minute later and not worth a flush to the disk: unlogged, empty after a crash.
create unlogged table ticket_presence (
  tenant_id int not null,
  ticket_id bigint not null,
  user_id bigint not null,
  writing boolean not null,
  since timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  constraint ticket_presence_pkey primary key (tenant_id, ticket_id, user_id),
  constraint ticket_presence_ticket_fkey foreign key (tenant_id, ticket_id)
    references ticket (tenant_id, id) on delete cascade,
  constraint ticket_presence_user_fkey foreign key (tenant_id, user_id)
    references tenant_member (tenant_id, user_id) on delete cascade
);
create index ticket_presence_user_idx on ticket_presence (tenant_id, user_id);
alter table ticket_presence enable row level security;
alter table ticket_presence force row level security;
create policy ticket_presence_app on ticket_presence to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert, delete, update (writing, since, seen_at) on ticket_presence to madang_app;
