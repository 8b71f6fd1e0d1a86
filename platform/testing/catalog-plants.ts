import { catalogOwnerPlants } from './catalog-owner-plants.ts';
import { asOwner, type CatalogPlant, own } from './catalog-shelf.ts';

/** What is planted, and the beginning of what must be found. */
export const catalogPlants: readonly CatalogPlant[] = [
  [
    'a table without row security',
    asOwner('alter table shelf disable row level security'),
    'forced_row_security: shelf',
  ],
  [
    'row security that is not forced',
    asOwner('alter table shelf no force row level security'),
    'forced_row_security: shelf',
  ],
  [
    'a partition that is not guarded itself',
    asOwner(`create table rack (tenant_id int not null, id bigint not null, constraint rack_pkey primary key (tenant_id, id))
      partition by list (tenant_id);
      alter table rack enable row level security; alter table rack force row level security;
      create table rack_1 partition of rack for values in (1)`),
    'forced_row_security: rack_1',
  ],
  [
    'a table in the jobs schema',
    'set local role madang_owner; create table pgboss.extra (id int); reset role',
    'forced_row_security: pgboss.extra',
  ],
  [
    'a view that reads as its owner',
    asOwner('create view shelf_view as select id from shelf'),
    'view_as_invoker: shelf_view',
  ],
  [
    'a materialized view',
    asOwner('create materialized view shelf_copy as select id from shelf'),
    'materialized_view: shelf_copy',
  ],
  ['a rewrite rule', asOwner('create rule shelf_rule as on delete to shelf do instead nothing'), 'rewrite_rule: shelf'],
  [
    'a policy without TO',
    asOwner(`create policy shelf_all on shelf using (${own})`),
    'one_role_per_policy: shelf policy shelf_all names everybody',
  ],
  [
    'a policy for two roles',
    asOwner(`create policy shelf_two on shelf to madang_app, madang_system using (${own})`),
    'one_role_per_policy: shelf',
  ],
  [
    'a policy for a stranger',
    asOwner('create policy shelf_pg on shelf to pg_monitor using (true)'),
    'one_role_per_policy: shelf',
  ],
  [
    'a policy with OR',
    asOwner(`create policy shelf_or on shelf to madang_app using (${own} or id = 1)`),
    'app_sees_its_tenant: shelf policy shelf_or',
  ],
  [
    'a policy that shows all to the application',
    asOwner('create policy shelf_open on shelf for select to madang_app using (true)'),
    'app_sees_its_tenant: shelf',
  ],
  [
    'a policy that lets all be written',
    asOwner(`create policy shelf_w on shelf to madang_app using (${own}) with check (true)`),
    'app_sees_its_tenant: shelf',
  ],
  [
    'a policy that shows all of a table without tenant',
    asOwner(
      'alter table shelf drop column tenant_id cascade; create policy shelf_open on shelf for select to madang_app using (true)',
    ),
    'app_sees_its_tenant: shelf',
  ],
  [
    'a policy that shows the reader all of a table without tenant',
    asOwner(
      'alter table shelf drop column tenant_id cascade; create policy shelf_s on shelf for select to madang_staff using (true)',
    ),
    'staff_sees_its_tenants: shelf',
  ],
  [
    'a table without tenant in which the application writes, reason or not',
    asOwner("alter table shelf drop column tenant_id cascade; comment on table shelf is 'no tenant: why'"),
    'tenant_or_reason: shelf',
  ],
  [
    'a policy on another column',
    asOwner(
      `create policy shelf_id on shelf to madang_app using (id = nullif(current_setting('app.tenant_id', true), '')::int)`,
    ),
    'app_sees_its_tenant: shelf',
  ],
  [
    'a policy that shows all to the reader',
    asOwner('create policy shelf_s on shelf for select to madang_staff using (true)'),
    'staff_sees_its_tenants: shelf',
  ],
  [
    'a table without tenant in reach',
    asOwner('alter table shelf drop column tenant_id cascade'),
    'tenant_or_reason: shelf',
  ],
  [
    'a membership of the application',
    'grant madang_staff to madang_app',
    'member_of: madang_app is a member of madang_staff',
  ],
  [
    'a membership in a predefined role',
    'grant pg_read_all_data to madang_app',
    'member_of: madang_app is a member of pg_read_all_data',
  ],
  [
    'a member of the application',
    'create role stray_member; grant madang_app to stray_member',
    'members: madang_app has the member stray_member',
  ],
  [
    'a member of the owner',
    'create role stray_member; grant madang_owner to stray_member',
    'members: madang_owner has the member',
  ],
  ['an application past all policies', 'alter role madang_app bypassrls', 'role_attributes: madang_app'],
  ['a superuser', 'alter role madang_system superuser', 'role_attributes: madang_system'],
  ['an owner who can sign in', 'alter role madang_owner login', 'role_attributes: madang_owner'],
  [
    'a tenant by default',
    "alter role madang_app set app.tenant_id = '1'",
    'role_settings: madang_app has the setting app.tenant_id=1',
  ],
  [
    'a TRUNCATE grant',
    asOwner('grant truncate on shelf to madang_app'),
    'table_privileges: shelf may be used by madang_app for TRUNCATE',
  ],
  [
    'a REFERENCES grant',
    asOwner('grant references on shelf to madang_staff'),
    'table_privileges: shelf may be used by madang_staff for REFERENCES',
  ],
  [
    'a REFERENCES grant on a column',
    asOwner('grant references (id) on shelf to madang_app'),
    'table_privileges: shelf',
  ],
  [
    'a TRIGGER grant',
    asOwner('grant trigger on shelf to madang_system'),
    'table_privileges: shelf may be used by madang_system for TRIGGER',
  ],
  [
    'a TRUNCATE grant elsewhere',
    'create table public.other (id int); grant truncate on public.other to public',
    'table_privileges: public.other',
  ],
  ['a reader that writes', asOwner('grant update (code) on shelf to madang_staff'), 'staff_only_reads: shelf'],
  ['rows that may change tenant', asOwner('grant update (tenant_id) on shelf to madang_app'), 'tenant_stays: shelf'],
  [
    'a grant to everybody',
    asOwner('grant select on shelf to public'),
    'grants_to_everybody: shelf is granted to everybody',
  ],
  [
    'a column for everybody',
    asOwner('grant select (code) on shelf to public'),
    'grants_to_everybody: shelf has columns',
  ],
  [
    'a grant to be passed on',
    asOwner('grant select on shelf to madang_app with grant option'),
    'grants_to_everybody: shelf is granted with',
  ],
  [
    'temporary tables',
    'do $$ begin execute format($q$grant temp on database %I to madang_app$q$, current_database()); end $$',
    'database_privileges: madang_app has TEMP',
  ],
  [
    'temporary tables for everybody',
    'do $$ begin execute format($q$grant temp on database %I to public$q$, current_database()); end $$',
    'database_privileges: madang_staff has TEMP',
  ],
  [
    'tables of its own',
    'grant create on schema madang to madang_app',
    'database_privileges: madang_app may create in schema madang',
  ],
  [
    'tables of its own in public',
    'grant create on schema public to public',
    'database_privileges: madang_app may create in schema public',
  ],
  ...catalogOwnerPlants,
];
