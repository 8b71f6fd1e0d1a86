import { asOwner, type CatalogPlant, shelf } from './catalog-shelf.ts';

/** Faults of owners, functions, keys and references. */
export const catalogOwnerPlants: readonly CatalogPlant[] = [
  ['a table of the superuser', 'create table madang.stray (id int)', 'owners: stray is not owned by the owner'],
  ['a table of the application', `${shelf} alter table shelf owner to madang_app`, 'owners: madang_app owns something'],
  [
    'a function of the superuser',
    'create function madang.stray() returns int language sql as $$ select 1 $$',
    'function_owners: stray()',
  ],
  [
    'a definer function of the superuser, in any schema',
    'create function public.stray() returns int language sql security definer set search_path = pg_temp as $$ select 1 $$',
    'definer_functions: public.stray() runs as a role that no policy binds',
  ],
  [
    'a definer function of the owner',
    asOwner(
      'create function stray() returns int language sql security definer set search_path = madang, pg_temp as $$ select 1 $$',
    ),
    'definer_functions: stray() runs as its definer, which is not the definer role',
  ],
  [
    'a definer function without a pinned path',
    `${asOwner('create function stray() returns int language sql security definer as $$ select 1 $$')};
     alter function madang.stray() owner to madang_definer`,
    'definer_functions: stray() runs as its definer without',
  ],
  [
    'a definer function whose path ends elsewhere',
    `${asOwner('create function stray() returns int language sql security definer set search_path = pg_temp, madang as $$ select 1 $$')};
     alter function madang.stray() owner to madang_definer`,
    'definer_functions: stray() runs as its definer without',
  ],
  [
    'a function for everybody',
    asOwner(
      'create function stray() returns int language sql as $$ select 1 $$; grant execute on function stray() to public',
    ),
    'functions_for_everybody: stray()',
  ],
  [
    'a tenant that may be null',
    asOwner('alter table shelf drop constraint shelf_pkey; alter table shelf alter column tenant_id drop not null'),
    'tenant_not_null: shelf',
  ],
  ['a table without primary key', asOwner('alter table shelf drop constraint shelf_pkey'), 'primary_key: shelf'],
  [
    'an index without the tenant',
    asOwner('create index shelf_code_idx on shelf (code)'),
    'tenant_first: shelf_code_idx',
  ],
  [
    'an index on an expression',
    asOwner('create index shelf_lower_idx on shelf (lower(code))'),
    'tenant_first: shelf_lower_idx',
  ],
  [
    'a unique key without the tenant',
    asOwner('alter table shelf add constraint shelf_code_key unique (code)'),
    'tenant_first: shelf_code_key',
  ],
  [
    'a primary key with the tenant last',
    asOwner(
      'alter table shelf drop constraint shelf_pkey; alter table shelf add constraint shelf_pkey primary key (id, tenant_id)',
    ),
    'tenant_first: shelf_pkey',
  ],
  [
    'a reference without the tenant',
    asOwner(`create unique index shelf_id_idx on shelf (id);
      alter table shelf add column parent_id bigint constraint shelf_parent_fkey references shelf (id)`),
    'references_carry_the_tenant: shelf_parent_fkey on shelf',
  ],
  [
    'a reference to any tenant',
    asOwner('alter table shelf add column other int constraint shelf_other_fkey references tenant (id)'),
    'references_carry_the_tenant: shelf_other_fkey on shelf',
  ],
  [
    'a reference that takes the tenant away',
    asOwner(`alter table shelf add column parent_id bigint;
      alter table shelf add constraint shelf_parent_fkey foreign key (tenant_id, parent_id) references shelf on delete set null`),
    'references_keep_the_tenant: shelf_parent_fkey on shelf',
  ],
  ['a range type', asOwner('alter table shelf add column span int4range'), 'distributable: shelf.span'],
  [
    'an exclusion constraint',
    asOwner('alter table shelf add constraint shelf_one exclude using btree (tenant_id with =, id with =)'),
    'distributable: shelf_one on shelf',
  ],
];
