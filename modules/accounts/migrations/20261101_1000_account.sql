-- A person's account, in the tenant that the person belongs to. The role stands in tenant_member.
create table account (
  tenant_id int not null,
  id bigint generated always as identity,
  login text not null,
  name text not null,
  locale text not null default 'ko',
  status text not null default 'invited',
  password_hash text null,
  password_changed_at timestamptz(3) null,
  demo boolean not null default false,
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint account_pkey primary key (tenant_id, id),
  constraint account_login_key unique (tenant_id, login),
  constraint account_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint account_login_check check (login ~ '^[a-z0-9][a-z0-9._+@-]{0,199}$'),
  constraint account_name_check check (char_length(name) between 1 and 200),
  constraint account_locale_check check (locale in ('ko', 'en')),
  constraint account_status_check check (status in ('invited', 'active', 'disabled'))
);
alter table account enable row level security;
alter table account force row level security;
create policy account_app on account to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy account_definer on account for select to madang_definer using (true);
-- Whose an id is that another tenant asked for.
create policy account_system on account for select to madang_system using (true);
grant select, insert, update (login, name, locale, status, password_hash, password_changed_at, demo, version, updated_at)
  on account to madang_app;
grant select (tenant_id, id, login, name, locale, status) on account to madang_definer;
grant select (tenant_id, id) on account to madang_system;

-- Where a login lives. Read before a tenant is known, by definer functions only; so its key begins with the login.
create table login_directory (
  login text not null,
  tenant_id int not null,
  user_id bigint not null,
  constraint login_directory_pkey primary key (login, tenant_id),
  constraint login_directory_account_fkey foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade
);
create index login_directory_user_idx on login_directory (tenant_id, user_id);
comment on index login_directory_pkey is 'not tenant-first: read before a tenant is known, by definer functions only';
alter table login_directory enable row level security;
alter table login_directory force row level security;
create policy login_directory_definer on login_directory to madang_definer using (true) with check (true);
grant select, insert, delete on login_directory to madang_definer;

-- One-time links: the first password of an invited person, or a new one after a reset.
create table invitation (
  tenant_id int not null,
  id bigint generated always as identity,
  user_id bigint not null,
  secret_hash bytea not null,
  created_by bigint null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3) null,
  constraint invitation_pkey primary key (tenant_id, id),
  constraint invitation_secret_hash_key unique (tenant_id, secret_hash),
  constraint invitation_account_fkey foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade
);
create index invitation_user_idx on invitation (tenant_id, user_id);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy invitation_app on invitation to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy invitation_definer on invitation to madang_definer using (true);
grant select, insert, update (used_at), delete on invitation to madang_app;
grant select (tenant_id, id, expires_at), delete on invitation to madang_definer;

-- Browsers that a person has signed in with before: strangers' failures do not keep them out.
create table known_device (
  tenant_id int not null,
  id bigint generated always as identity,
  user_id bigint not null,
  secret_hash bytea not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  constraint known_device_pkey primary key (tenant_id, id),
  constraint known_device_secret_hash_key unique (tenant_id, secret_hash),
  constraint known_device_account_fkey foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade
);
create index known_device_user_idx on known_device (tenant_id, user_id);
alter table known_device enable row level security;
alter table known_device force row level security;
create policy known_device_app on known_device to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy known_device_definer on known_device to madang_definer using (true);
grant select, insert, delete on known_device to madang_app;
grant select (tenant_id, id, expires_at), delete on known_device to madang_definer;

-- Failures to sign in by account and network, each a keyed hash: a login typed here may exist nowhere. No tenant's.
create table sign_in_limit (
  key bytea not null,
  failures int not null,
  last_at timestamptz(3) not null,
  blocked_until timestamptz(3) not null,
  constraint sign_in_limit_pkey primary key (key)
);
alter table sign_in_limit enable row level security;
alter table sign_in_limit force row level security;
create policy sign_in_limit_definer on sign_in_limit to madang_definer using (true) with check (true);
grant select, insert, update, delete on sign_in_limit to madang_definer;

-- A refresh token is family and rotation: the family never changes, each rotation is good once.
create table refresh_family (
  tenant_id int not null,
  id bigint generated always as identity,
  acting_id bigint not null,
  family_hash bytea not null,
  rotation_hash bytea null,
  created_at timestamptz(3) not null default now(),
  rotated_at timestamptz(3) not null default now(),
  constraint refresh_family_pkey primary key (tenant_id, id),
  constraint refresh_family_hash_key unique (tenant_id, family_hash),
  constraint refresh_family_acting_fkey foreign key (tenant_id, acting_id) references acting (tenant_id, id) on delete cascade
);
create index refresh_family_acting_idx on refresh_family (tenant_id, acting_id);
alter table refresh_family enable row level security;
alter table refresh_family force row level security;
create policy refresh_family_app on refresh_family to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert, update (rotation_hash, rotated_at) on refresh_family to madang_app;

-- What a person called a key, and what it may do; the way in is its acting row, gone once the key is revoked.
create table api_key (
  tenant_id int not null,
  id bigint generated always as identity,
  user_id bigint not null,
  acting_id bigint null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  constraint api_key_pkey primary key (tenant_id, id),
  constraint api_key_member_fkey foreign key (tenant_id, user_id)
    references tenant_member (tenant_id, user_id) on delete cascade,
  constraint api_key_acting_fkey foreign key (tenant_id, acting_id)
    references acting (tenant_id, id) on delete set null (acting_id),
  constraint api_key_name_check check (char_length(name) between 1 and 100)
);
create index api_key_user_idx on api_key (tenant_id, user_id);
create index api_key_acting_idx on api_key (tenant_id, acting_id);
alter table api_key enable row level security;
alter table api_key force row level security;
create policy api_key_app on api_key to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy api_key_system on api_key for select to madang_system using (true);
grant select, insert on api_key to madang_app;
grant select (tenant_id, id) on api_key to madang_system;

-- Provider staff allowed to work inside a tenant; rows of the provider, from which member rows elsewhere are written.
create table assignment (
  tenant_id int not null,
  id bigint generated always as identity,
  user_id bigint not null,
  target_tenant_id int not null,
  role text not null,
  created_by bigint null,
  created_at timestamptz(3) not null default now(),
  constraint assignment_pkey primary key (tenant_id, id),
  constraint assignment_user_target_key unique (tenant_id, user_id, target_tenant_id),
  constraint assignment_account_fkey foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade,
  constraint assignment_target_fkey foreign key (target_tenant_id) references tenant (id) on delete restrict,
  constraint assignment_role_check check (role in ('ADMIN', 'PM', 'ENGINEER', 'DEPLOY_ENGINEER', 'CUSTOMER')),
  constraint assignment_provider_check check (tenant_id = 1 and target_tenant_id <> 1)
);
create index assignment_target_idx on assignment (tenant_id, target_tenant_id);
comment on constraint assignment_target_fkey on assignment
  is 'another tenant: the provider''s row names the tenant that its person works in';
alter table assignment enable row level security;
alter table assignment force row level security;
create policy assignment_app on assignment to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy assignment_definer on assignment for select to madang_definer using (true);
grant select, insert, delete on assignment to madang_app;
grant select (tenant_id, id, user_id, target_tenant_id, role, created_at) on assignment to madang_definer;
