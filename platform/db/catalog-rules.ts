/**
 * What the catalog must not show. Each rule selects offending objects (`object`) and says what is wrong (`what`). Role names are
 * literal; the check puts the installation's prefix in their place. `ours` are our schemas' tables, views and the like.
 */
export type CatalogRule = { readonly name: string; readonly sql: string };

const logins = "('madang_app'), ('madang_staff'), ('madang_system')";
const allRoles = `${logins}, ('madang_owner'), ('madang_definer')`;

/** Common tables of all rules. */
export const catalogScope = `
  login (name) as (values ${logins}),
  known_role (name) as (values ${allRoles}),
  ours as (
    select c.oid, c.oid::regclass::text as object, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
      c.relowner, c.relacl, n.nspname, obj_description(c.oid, 'pg_class') as comment,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('madang', 'pgboss') and c.relkind in ('r', 'p', 'v', 'm', 'f')
  ),
  tenant_table as (select oid, object from ours where nspname = 'madang' and relkind in ('r', 'p') and has_tenant)`;

const tenantOf = "(NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::integer";
const tenantsOf =
  "ANY ((string_to_array(NULLIF(current_setting('app.tenant_ids'::text, true), ''::text), ','::text))::integer[])";
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Rows: who may see and change which. */
const rowRules: readonly CatalogRule[] = [
  {
    name: 'forced_row_security',
    sql: `select object, 'has no forced row level security' as what from ours
      where relkind in ('r', 'p', 'f') and not (relrowsecurity and relforcerowsecurity)`,
  },
  {
    name: 'view_as_invoker',
    sql: `select object, 'is a view that is not security_invoker' as what from ours
      where relkind = 'v' and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']`,
  },
  {
    name: 'materialized_view',
    sql: "select object, 'is a materialized view: it has no row security' as what from ours where relkind = 'm'",
  },
  {
    name: 'rewrite_rule',
    sql: `select object, format('has the rewrite rule %s', r.rulename) as what
      from ours join pg_rewrite r on r.ev_class = ours.oid where relkind in ('r', 'p')`,
  },
  {
    name: 'one_role_per_policy',
    sql: `select object, format('policy %s names %s', p.polname,
        case when p.polroles = '{0}' then 'everybody' else 'other than exactly one of our roles' end) as what
      from ours join pg_policy p on p.polrelid = ours.oid
      where not (cardinality(p.polroles) = 1
        and exists (select from pg_roles r join known_role k on k.name = r.rolname where r.oid = p.polroles[1]))`,
  },
  {
    name: 'app_sees_its_tenant',
    sql: `select object, format('policy %s lets the application past its tenant', p.polname) as what
      from ours join pg_policy p on p.polrelid = ours.oid join pg_roles r on r.oid = p.polroles[1]
      cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e (text)
      where r.rolname = 'madang_app' and p.polpermissive and e.text is not null
        and (strpos(e.text, ${literal(tenantOf)}) = 0
          or strpos(e.text, format('(%s = ', case when ours.object = 'tenant' then 'id' else 'tenant_id' end)) = 0 or e.text ~ '\\mOR\\M')
        and not (p.polcmd = 'r' and not has_tenant and coalesce(comment, '') like 'no tenant: %')`,
  },
  {
    name: 'staff_sees_its_tenants',
    sql: `select object, format('policy %s lets the provider''s reader past its tenants, or write', p.polname) as what
      from ours join pg_policy p on p.polrelid = ours.oid join pg_roles r on r.oid = p.polroles[1]
      cross join lateral (select coalesce(pg_get_expr(p.polqual, p.polrelid), '') as text) e
      where r.rolname = 'madang_staff' and p.polpermissive
        and (p.polcmd <> 'r' or strpos(e.text, ${literal(tenantsOf)}) = 0 or e.text ~ '\\mOR\\M')
        and not (p.polcmd = 'r' and not has_tenant and coalesce(comment, '') like 'no tenant: %')`,
  },
  {
    name: 'tenant_or_reason',
    sql: `select object, format('has no tenant_id, no reason for it, and %s may reach it', l.name) as what
      from ours cross join login l
      where l.name in ('madang_app', 'madang_staff') and relkind in ('r', 'p', 'f') and not has_tenant and object <> 'tenant'
        and (has_any_column_privilege(l.name, ours.oid, 'insert, update') or has_table_privilege(l.name, ours.oid, 'delete')
          or has_any_column_privilege(l.name, ours.oid, 'select') and coalesce(comment, '') not like 'no tenant: %')`,
  },
];

/** Roles and privileges. */
const roleRules: readonly CatalogRule[] = [
  {
    name: 'role_attributes',
    sql: `select k.name as object, 'is missing, or more than a plain role' as what
      from known_role k left join pg_roles r on r.rolname = k.name
      where r.oid is null or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
        or r.rolcanlogin <> exists (select from login l where l.name = k.name)`,
  },
  {
    name: 'member_of',
    sql: `select m.rolname as object, format('is a member of %s', g.rolname) as what
      from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
      join known_role k on k.name = m.rolname`,
  },
  {
    // Who makes a role becomes its administrator (PostgreSQL 16); that alone gives no rows.
    name: 'members',
    sql: `select g.rolname as object, format('has the member %s', m.rolname) as what
      from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
      join known_role k on k.name = g.rolname
      where not (m.rolsuper or m.rolcreaterole) or (exists (select from login l where l.name = g.rolname)
        and coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, true) and not m.rolsuper)`,
  },
  {
    name: 'role_settings',
    sql: `select coalesce(r.rolname, 'every role') as object, format('has the setting %s by default', c.setting) as what
      from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole
      cross join lateral unnest(s.setconfig) c (setting)
      where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and (r.rolname is null or exists (select from known_role k where k.name = r.rolname))
        and c.setting ~ '^(app\\.|role=|row_security=|session_replication_role=)'`,
  },
  {
    name: 'table_privileges',
    sql: `select c.oid::regclass::text as object, format('may be used by %s for %s', l.name, p.name) as what
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join login l
      cross join lateral (select x.name from (values ('TRUNCATE'), ('REFERENCES'), ('TRIGGER'), ('MAINTAIN')) x (name)
        where x.name <> 'MAINTAIN' or current_setting('server_version_num')::int >= 170000) p
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and (has_table_privilege(l.name, c.oid, p.name)
          or p.name = 'REFERENCES' and has_any_column_privilege(l.name, c.oid, 'REFERENCES'))`,
  },
  {
    name: 'staff_only_reads',
    sql: `select object, 'may be changed by the provider''s reader' as what from ours
      where has_any_column_privilege('madang_staff', ours.oid, 'insert, update') or has_table_privilege('madang_staff', ours.oid, 'delete')`,
  },
  {
    name: 'tenant_stays',
    sql: `select object, format('%s may move its rows to another tenant', l.name) as what from tenant_table cross join login l
      where l.name = 'madang_app' and has_column_privilege(l.name, tenant_table.oid, 'tenant_id', 'update')`,
  },
  {
    name: 'grants_to_everybody',
    sql: `select object, 'is granted to everybody' as what from ours cross join lateral aclexplode(relacl) a where a.grantee = 0
      union all
      select distinct object, 'has columns granted to everybody' from ours join pg_attribute t on t.attrelid = ours.oid
      cross join lateral aclexplode(t.attacl) a where a.grantee = 0
      union all
      select distinct object, 'is granted with the right to grant it on' from ours cross join lateral aclexplode(relacl) a
      where a.is_grantable and a.grantee <> ours.relowner`,
  },
  {
    name: 'database_privileges',
    sql: `select l.name as object, format('has %s on the database', p.name) as what
      from login l cross join (values ('TEMP'), ('CREATE')) p (name)
      where has_database_privilege(l.name, current_database(), p.name)
      union all
      select l.name, format('may create in schema %s', n.nspname) from login l cross join pg_namespace n
      where n.nspname !~ '^pg_(toast|temp)' and has_schema_privilege(l.name, n.oid, 'CREATE')`,
  },
];

/** Owners and functions. */
const ownerRules: readonly CatalogRule[] = [
  {
    name: 'owners',
    sql: `select object, 'is not owned by the owner' as what from ours join pg_roles r on r.oid = relowner
      where r.rolname <> 'madang_owner'
      union all
      select n.nspname, 'is a schema that is not owned by the owner' from pg_namespace n join pg_roles r on r.oid = n.nspowner
      where n.nspname in ('madang', 'pgboss') and r.rolname <> 'madang_owner'
      union all
      select distinct r.rolname, 'owns something' from pg_shdepend d join pg_roles r on r.oid = d.refobjid
      join login l on l.name = r.rolname
      where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o'
        and d.dbid in (0, (select oid from pg_database where datname = current_database()))`,
  },
  {
    name: 'function_owners',
    sql: `select p.oid::regprocedure::text as object, 'is not owned by the owner or the definer' as what
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
      where n.nspname in ('madang', 'pgboss') and r.rolname not in ('madang_owner', 'madang_definer')
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  },
  {
    name: 'definer_functions',
    sql: `select p.oid::regprocedure::text as object,
        case when r.rolsuper or r.rolbypassrls then 'runs as a role that no policy binds'
          when n.nspname in ('madang', 'pgboss') and r.rolname <> 'madang_definer' then 'runs as its definer, which is not the definer role'
          else 'runs as its definer without a search_path that ends in pg_temp' end as what
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
      where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and (r.rolsuper or r.rolbypassrls
          or n.nspname in ('madang', 'pgboss') and (r.rolname <> 'madang_definer'
            or not exists (select from unnest(p.proconfig) s where s ~ '^search_path=.*\\mpg_temp"?$')))`,
  },
  {
    name: 'functions_for_everybody',
    sql: `select p.oid::regprocedure::text as object, 'may be executed by everybody' as what
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where n.nspname in ('madang', 'pgboss') and a.grantee = 0
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  },
];

/** Keys and references that carry the tenant. */
const keyRules: readonly CatalogRule[] = [
  {
    name: 'tenant_not_null',
    sql: `select object, 'may hold rows without a tenant' as what from tenant_table
      join pg_attribute a on a.attrelid = tenant_table.oid and a.attname = 'tenant_id' where not a.attnotnull`,
  },
  {
    name: 'primary_key',
    sql: `select object, 'has no primary key' as what from tenant_table
      where not exists (select from pg_index i where i.indrelid = tenant_table.oid and i.indisprimary)`,
  },
  {
    name: 'tenant_first',
    sql: `select i.indexrelid::regclass::text as object, 'does not begin with tenant_id' as what
      from tenant_table join pg_index i on i.indrelid = tenant_table.oid
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where a.attname is distinct from 'tenant_id'
        and coalesce(obj_description(i.indexrelid, 'pg_class'), '') not like 'not tenant-first: %'`,
  },
  {
    name: 'references_carry_the_tenant',
    sql: `select format('%s on %s', c.conname, tenant_table.object) as object, 'does not carry the tenant' as what
      from tenant_table join pg_constraint c on c.conrelid = tenant_table.oid and c.contype = 'f'
      join ours target on target.oid = c.confrelid
      cross join lateral (select array_agg(k.attname || '>' || f.attname) as pairs
        from unnest(c.conkey, c.confkey) x (k, f)
        join pg_attribute k on k.attrelid = c.conrelid and k.attnum = x.k
        join pg_attribute f on f.attrelid = c.confrelid and f.attnum = x.f) p
      where coalesce(obj_description(c.oid, 'pg_constraint'), '') not like 'another tenant: %'
        and (target.has_tenant and not 'tenant_id>tenant_id' = any (p.pairs)
          or target.object = 'tenant' and p.pairs <> array['tenant_id>id'::text])`,
  },
  {
    name: 'references_keep_the_tenant',
    sql: `select format('%s on %s', c.conname, object) as object, 'would set the tenant to null' as what
      from tenant_table join pg_constraint c on c.conrelid = tenant_table.oid and c.contype = 'f'
      join pg_attribute a on a.attrelid = c.conrelid and a.attname = 'tenant_id'
      where c.confdeltype in ('n', 'd') and a.attnum = any (coalesce(c.confdelsetcols, c.conkey)) or c.confupdtype in ('n', 'd')`,
  },
  {
    name: 'distributable',
    sql: `select format('%s on %s', c.conname, object) as object, 'is an exclusion constraint' as what
      from tenant_table join pg_constraint c on c.conrelid = tenant_table.oid and c.contype = 'x'
      union all
      select format('%s.%s', object, a.attname), 'is of a domain or range type' from tenant_table
      join pg_attribute a on a.attrelid = tenant_table.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid where t.typtype in ('d', 'r', 'm')`,
  },
];

export const catalogRules: readonly CatalogRule[] = [...rowRules, ...roleRules, ...ownerRules, ...keyRules];
