import type pg from 'pg';
import { inTransaction } from './in-transaction.ts';
import { roleName, withPrefix } from './roles.ts';
import { refuseControl, type SqlFile } from './sql-files.ts';

/**
 * Makes functions, views and triggers what the files of sql/ say. When any text has changed, all are dropped and made again in
 * one transaction, so that no changed signature, no removed function and no stale view is left. Answers whether it did.
 */
export const applyDefinitions = async (
  admin: pg.Client,
  prefix: string,
  files: readonly SqlFile[],
): Promise<boolean> => {
  const { rows } = await admin.query<{ name: string; checksum: string }>(
    'select name, checksum from madang.sql_definition',
  );
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  if (known.size === files.length && files.every((file) => known.get(file.name) === file.checksum)) return false;
  for (const file of files) refuseControl(file);
  await inTransaction(admin, 'sql/', async () => {
    // To be given a function, its new owner must be able to make one there; for no longer than this transaction.
    await admin.query(`grant create on schema madang to ${roleName(prefix, 'definer')}`);
    await admin.query(dropAll);
    for (const file of files) await define(admin, prefix, file);
    await admin.query(`revoke create on schema madang from ${roleName(prefix, 'definer')}`);
    await admin.query('delete from madang.sql_definition');
    await admin.query(
      'insert into madang.sql_definition (name, checksum) select u.name, u.checksum from unnest($1::text[], $2::text[]) u (name, checksum)',
      [files.map((file) => file.name), files.map((file) => file.checksum)],
    );
  });
  return true;
};

const define = async (admin: pg.Client, prefix: string, { name, text }: SqlFile): Promise<void> => {
  const { definitions, owners } = splitOwners(withPrefix(text, prefix));
  try {
    await admin.query(`set local role ${roleName(prefix, 'owner')}`);
    await admin.query(definitions);
    await admin.query('reset role');
    await admin.query(owners);
  } catch (error) {
    // The code stays on it: a lock not got in time is tried again.
    throw Object.assign(new Error(`${name}: ${(error as Error).message}`, { cause: error }), {
      code: (error as { code?: string }).code,
    });
  }
};

/** The owner cannot hand a function over to the definer, of which it is no member: the administrator does that. */
const splitOwners = (text: string): { definitions: string; owners: string } => {
  const pattern = /\balter (?:function|procedure) [^;]+? owner to [a-z0-9_]+;/gi;
  return { definitions: text.replaceAll(pattern, ''), owners: (text.match(pattern) ?? []).join('\n') };
};

// Everything that sql/ can have made: no migration makes a function or a view, and none may depend on one (a policy or an index
// would go with it).
const dropAll = `do $$
declare
  v_made record;
  v_user text;
begin
  for v_made in
    select 'pg_class'::regclass as kind, c.oid,
      format('drop %s if exists %s cascade', case c.relkind when 'm' then 'materialized view' else 'view' end, c.oid::regclass) as drop
    from pg_class c
    where c.relnamespace = 'madang'::regnamespace and c.relkind in ('v', 'm')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    union all
    select 'pg_proc'::regclass, p.oid,
      format('drop %s if exists %s cascade', case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
        p.oid::regprocedure)
    from pg_proc p
    where p.pronamespace = 'madang'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    select pg_describe_object(d.classid, d.objid, d.objsubid) into v_user
    from pg_depend d
    where d.refclassid = v_made.kind and d.refobjid = v_made.oid and d.deptype = 'n'
      and (d.classid in ('pg_policy'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass)
        or d.classid = 'pg_class'::regclass and exists (select from pg_index i where i.indexrelid = d.objid))
    limit 1;
    if v_user is not null then
      raise exception '% depends on what sql/ defines: a migration may not', v_user;
    end if;
    execute v_made.drop;
  end loop;
end $$`;
