-- What an acting row tells about its person besides the member row, so that a principal is one look-up in one tenant.
alter table acting
  add column locale text not null default 'ko',
  add column home_name text not null default '',
  add column client text null,
  add column address text null,
  add constraint acting_locale_check check (locale in ('ko', 'en'));

-- The application writes people and ways in only for those whose home the tenant is; staff from elsewhere are written
-- by definer functions, from rows that the provider's tenant holds. Roles and versions of a way in follow its person.
create policy acting_app_home on acting as restrictive for insert to madang_app with check (home_tenant_id = tenant_id);
create policy tenant_member_app_home on tenant_member as restrictive for insert to madang_app
  with check (home_tenant_id = tenant_id);
revoke update on acting from madang_app;
grant update (last_seen_at, idle_expires_at) on acting to madang_app;
revoke update on tenant_member from madang_app;
grant update (role) on tenant_member to madang_app;
-- Suspending and closing are the provider's.
revoke update (status, code, kind, access_version) on tenant from madang_app;
grant update (version) on tenant to madang_app;

create policy tenant_definer_change on tenant for update to madang_definer using (true) with check (true);
create policy tenant_member_definer on tenant_member to madang_definer using (true) with check (true);
create policy acting_definer on acting to madang_definer using (true) with check (true);
create policy audit_definer on audit for insert to madang_definer with check (true);
grant select (id, code, name, kind, business_number, contact, time_zone, fiscal_year_start, status, settings,
  access_version, version, created_at, updated_at) on tenant to madang_definer;
grant update (name, kind, business_number, contact, time_zone, fiscal_year_start, status, settings, access_version, version,
  updated_at) on tenant to madang_definer;
grant select, insert, update (login, name, home_role, role, kind, status) on tenant_member to madang_definer;
grant select, insert, update (home_role, role, locale, home_name, version), delete on acting to madang_definer;
grant insert on audit to madang_definer;

-- Provider staff are found by their id wherever they are known, when they are disabled or change their role.
create index tenant_member_staff_idx on tenant_member (user_id, tenant_id) where kind <> 'own';
comment on index tenant_member_staff_idx is 'not tenant-first: the places of one person of the provider; definer functions only';

-- Refusals whose id this tenant does not have, until a worker has judged whether another tenant has it.
create table access_suspicion (
  tenant_id int not null,
  id bigint generated always as identity,
  at timestamptz(3) not null default now(),
  actor_id bigint not null,
  actor_login text not null,
  actor_tenant text not null,
  action text not null,
  subject_type text not null,
  subject_id bigint not null,
  channel text not null,
  address text null,
  method text null,
  path text null,
  request_id text null,
  owner_tenant_id int null,
  judged_at timestamptz(3) null,
  constraint access_suspicion_pkey primary key (tenant_id, id),
  constraint access_suspicion_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict
);
create index access_suspicion_actor_idx on access_suspicion (tenant_id, actor_id, at) where owner_tenant_id is not null;
create index access_suspicion_new_idx on access_suspicion (tenant_id, id) where judged_at is null;
alter table access_suspicion enable row level security;
alter table access_suspicion force row level security;
create policy access_suspicion_app on access_suspicion for insert to madang_app
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy access_suspicion_system on access_suspicion to madang_system using (true) with check (true);
grant insert on access_suspicion to madang_app;
grant select, update (owner_tenant_id, judged_at), delete on access_suspicion to madang_system;
