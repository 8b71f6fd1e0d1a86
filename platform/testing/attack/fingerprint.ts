import type { TestDatabase } from '../database.ts';

/** What others may write about a tenant: that somebody knocked. */
const ABOUT = ['audit', 'audit_seal', 'audit_checkpoint', 'access_suspicion', 'access_knock', 'idempotency_key'];

/** When somebody was last seen: it moves by itself, once a minute. */
const MOVING = "- 'last_seen_at' - 'idle_expires_at'";

/** A hash per table of all rows of a tenant; equal before and after means that nothing was touched. */
export const fingerprint = async ({ asAdmin }: TestDatabase, tenantId: number): Promise<Record<string, string>> => {
  const tables = await tenantTables(asAdmin, ABOUT);
  const hashes = tables.map(
    (name) =>
      `select '${name}' as name, md5(coalesce(string_agg(t.row, chr(10) order by t.row), '')) as hash
       from (select (to_jsonb(r) ${MOVING})::text as row from madang.${name} r where tenant_id = $1) t`,
  );
  const rows = await asAdmin(hashes.join(' union all '), [tenantId]);
  return Object.fromEntries(rows.map(({ name, hash }) => [String(name), String(hash)]));
};

/** The tables in which a tenant's rows, or any job, hold one of these words. */
export const rowsHolding = async (
  { asAdmin }: TestDatabase,
  tenantId: number,
  words: readonly string[],
): Promise<string[]> => {
  const tables = await tenantTables(asAdmin, []);
  const questions = tables.map(
    (name) => `select '${name}' as name, r::text as row from madang.${name} r where tenant_id = $1`,
  );
  questions.push(`select 'job' as name, j::text as row from pgboss.job j`);
  const rows = await asAdmin(
    `select distinct name from (${questions.join(' union all ')}) t
     where exists (select 1 from unnest($2::text[]) word where strpos(t.row, word) > 0) order by name`,
    [tenantId, words],
  );
  return rows.map(({ name }) => String(name));
};

const tenantTables = async (asAdmin: TestDatabase['asAdmin'], without: readonly string[]): Promise<string[]> => {
  const rows = await asAdmin(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = 'madang' and c.relkind in ('r', 'p') and not c.relname = any ($1) order by 1`,
    [without],
  );
  return rows.map(({ name }) => String(name));
};
