/** A fault of the catalog, and what must be said about it. Role names are literal; `withPrefix` puts the real ones in. */
export type CatalogPlant = readonly [what: string, sql: string, finding: string];

/** The condition that every tenant table's policy has. */
export const own = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::int";
/** A table as it should be, to plant one fault in. */
export const shelf = `set local search_path = madang, pg_temp; set local role madang_owner;
  create table shelf (
    tenant_id int not null,
    id bigint generated always as identity,
    code text,
    constraint shelf_pkey primary key (tenant_id, id),
    constraint shelf_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict
  );
  alter table shelf enable row level security;
  alter table shelf force row level security;
  create policy shelf_app on shelf to madang_app using (${own}) with check (${own});
  create policy shelf_staff on shelf for select to madang_staff
    using (tenant_id = any (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::int[]));
  grant select, insert, update (code), delete on shelf to madang_app;
  grant select on shelf to madang_staff;
  reset role;`;
/** Plants something on the shelf as the owner. */
export const asOwner = (sql: string): string => `${shelf} set local role madang_owner; ${sql}; reset role`;
