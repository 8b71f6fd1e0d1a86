-- The viewer reads newest first under each filter. Ascending, so that new rows go to the right edge of every index.
create index audit_at_idx on audit (tenant_id, at, id);
create index audit_actor_idx on audit (tenant_id, actor_login, at, id);
create index audit_actor_id_idx on audit (tenant_id, actor_id, at, id) where actor_id is not null;
create index audit_action_idx on audit (tenant_id, action, at, id);
create index audit_subject_idx on audit (tenant_id, subject_type, subject_id, at, id);
create index audit_refused_idx on audit (tenant_id, at, id) where outcome = 'refused';
-- Sealing reads all tenants in order of commit, as the tail of the outbox does.
create index audit_tail_idx on audit (xid, id);
comment on index audit_tail_idx is 'not tenant-first: sealing reads all tenants in order of commit';

-- Sealing: each batch of new audit rows of a tenant becomes one link of that tenant's hash chain.
-- `ids` names the rows in the order they were sealed, `digests` holds 32 bytes for each of them.
create table audit_seal (
  tenant_id int not null,
  seq bigint not null,
  format smallint not null default 1,
  sealed_at timestamptz(3) not null,
  ids bigint[] not null,
  digests bytea not null,
  previous bytea not null,
  hash bytea not null,
  key_id text not null,
  signature bytea not null,
  constraint audit_seal_pkey primary key (tenant_id, seq),
  constraint audit_seal_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint audit_seal_seq_check check (seq > 0),
  constraint audit_seal_digests_check check (octet_length(digests) = 32 * cardinality(ids))
);
-- Digests do not compress; sparing the attempt makes sealing cheaper.
alter table audit_seal alter column digests set storage external;
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy audit_seal_system on audit_seal to madang_system using (true) with check (true);
grant select, insert on audit_seal to madang_system;

-- Numbered from 1 within a tenant, each signed and also written outside the database.
create table audit_checkpoint (
  tenant_id int not null,
  number bigint not null,
  made_at timestamptz(3) not null,
  seal_seq bigint not null,
  seal_hash bytea not null,
  row_count bigint not null,
  previous bytea not null,
  hash bytea not null,
  key_id text not null,
  signature bytea not null,
  constraint audit_checkpoint_pkey primary key (tenant_id, number),
  constraint audit_checkpoint_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint audit_checkpoint_number_check check (number > 0)
);
alter table audit_checkpoint enable row level security;
alter table audit_checkpoint force row level security;
create policy audit_checkpoint_system on audit_checkpoint to madang_system using (true) with check (true);
grant select, insert on audit_checkpoint to madang_system;

-- How far each reader of audit and outbox has come, and which node reads. It belongs to no tenant: the readers
-- follow all tenants at once. Rows are new when their transaction was not finished in `from_snapshot`.
create table tail_position (
  name text not null,
  from_snapshot pg_snapshot not null,
  to_snapshot pg_snapshot null,
  after_xid xid8 not null default '0',
  after_id bigint not null default 0,
  holder text not null,
  held_until timestamptz(3) not null,
  constraint tail_position_pkey primary key (name)
);
alter table tail_position enable row level security;
alter table tail_position force row level security;
create policy tail_position_system on tail_position to madang_system using (true) with check (true);
grant select, insert, update on tail_position to madang_system;
