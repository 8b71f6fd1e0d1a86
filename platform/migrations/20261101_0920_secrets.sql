-- Data keys, each wrapped by the master key and bound to its tenant and version. `master` says which master key.
create table secret_key (
  tenant_id int not null,
  version int not null,
  wrapped bytea not null,
  master text not null,
  created_at timestamptz(3) not null default now(),
  constraint secret_key_pkey primary key (tenant_id, version),
  constraint secret_key_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint secret_key_version_check check (version > 0)
);
alter table secret_key enable row level security;
alter table secret_key force row level security;
create policy secret_key_app on secret_key to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert on secret_key to madang_app;
-- The system role seals what belongs to the installation and wraps all keys anew when the master key changes.
create policy secret_key_system on secret_key to madang_system using (true) with check (true);
grant select, insert, update (wrapped, master) on secret_key to madang_system;

-- Signing keys of the installation, kept with the provider (tenant 1); `private_key` is sealed.
-- The application signs access tokens, the system role signs the audit: neither sees the other's keys.
create table signing_key (
  tenant_id int not null,
  key_id text not null,
  purpose text not null,
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz(3) not null default now(),
  active_from timestamptz(3) not null default now(),
  retired_at timestamptz(3) null,
  constraint signing_key_pkey primary key (tenant_id, key_id),
  constraint signing_key_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint signing_key_purpose_check check (purpose in ('token', 'audit')),
  constraint signing_key_tenant_check check (tenant_id = 1)
);
alter table signing_key enable row level security;
alter table signing_key force row level security;
create policy signing_key_app on signing_key to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int and purpose = 'token')
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int and purpose = 'token');
grant select, insert, update (retired_at) on signing_key to madang_app;
create policy signing_key_system on signing_key to madang_system
  using (purpose = 'audit') with check (purpose = 'audit');
grant select, insert, update (retired_at) on signing_key to madang_system;
