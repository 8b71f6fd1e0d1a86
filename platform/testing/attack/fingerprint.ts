import type { TestDatabase } from '../database.ts';

/** What others may write about a tenant: that somebody knocked. */
const ABOUT = ['audit', 'audit_seal', 'audit_checkpoint', 'access_suspicion', 'access_knock', 'idempotency_key'];

/** A hash per table of all rows of a tenant; equal before and after means that nothing was touched. */
export const fingerprint = async ({ asAdmin }: TestDatabase, tenantId: number): Promise<Record<string, string>> => {
  const tables = await asAdmin(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = 'madang' and c.relkind in ('r', 'p') and not c.relname = any ($1) order by 1`,
    [ABOUT],
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await asAdmin(
      `select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as hash from madang.${name} t where tenant_id = $1`,
      [tenantId],
    );
    hashes[String(name)] = String(row?.hash);
  }
  return hashes;
};
