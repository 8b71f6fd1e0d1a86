import type pg from 'pg';
import { applyDefinitions } from './definitions.ts';
import { StartRefused } from './embedded/start-refused.ts';
import { inTransaction } from './in-transaction.ts';
import type { Log } from './pool.ts';
import { roleName, withPrefix } from './roles.ts';
import { refuseControl, type SqlFile, type SqlFiles } from './sql-files.ts';

export type Migrated = { readonly applied: readonly string[]; readonly redefined: boolean };
type Target = { readonly admin: pg.Client; readonly prefix: string; readonly log: Log };

/**
 * Brings the database to what the files say: migrations not yet applied, in order of name, each in a transaction of its own;
 * then all of sql/ when any text of it changed. One node does so at a time; the others wait and find it done. Refuses when the
 * text of an applied migration has changed.
 */
export const migrate = async (target: Target, files: SqlFiles): Promise<Migrated> => {
  await takeLease(target);
  try {
    await prepare(target);
    const applied = await applyMigrations(target, files.migrations);
    const redefined = await applyDefinitions(target.admin, target.prefix, files.definitions);
    if (redefined) target.log.info({ files: files.definitions.length }, 'Functions and views were made again');
    return { applied, redefined };
  } finally {
    await target.admin.query('select pg_advisory_unlock_all()').catch(() => undefined);
  }
};

// 'madang' as a number; one lock per database.
const LEASE = 470_367_213;

const takeLease = async ({ admin, log }: Target): Promise<void> => {
  for (let waited = 0; ; waited += 100) {
    const { rows } = await admin.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LEASE]);
    if (rows[0]?.got) return;
    if (waited === 2000) log.info({}, 'Waiting for another node that migrates the database');
    if (waited > 600_000) throw new StartRefused('Another node has been migrating the database for ten minutes');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const prepare = async ({ admin, prefix }: Target): Promise<void> => {
  const owner = roleName(prefix, 'owner');
  const known = await admin.query("select 1 where to_regclass('madang.sql_definition') is not null");
  if (known.rowCount) return;
  await admin.query(`begin;
    create schema if not exists madang authorization ${owner};
    create schema if not exists pgboss authorization ${owner};
    set local role ${owner};
    alter default privileges revoke execute on functions from public;
    grant usage on schema madang to ${['definer', 'app', 'staff', 'system'].map((word) => `${prefix}_${word}`).join(', ')};
    create table if not exists madang.migration (
      name text not null, checksum text not null, applied_at timestamptz(3) not null default now(), milliseconds int not null,
      constraint migration_pkey primary key (name));
    create table if not exists madang.sql_definition (
      name text not null, checksum text not null, applied_at timestamptz(3) not null default now(),
      constraint sql_definition_pkey primary key (name));
    commit`);
};

const applyMigrations = async (target: Target, files: readonly SqlFile[]): Promise<string[]> => {
  const { rows } = await target.admin.query<{ name: string; checksum: string }>(
    'select name, checksum from madang.migration',
  );
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  for (const { name, checksum } of files) {
    const before = known.get(name);
    if (before !== undefined && before !== checksum) {
      throw new StartRefused(
        `Migration ${name} was changed after it had been applied; put it back and write a new one`,
      );
    }
  }
  const due = files.filter((file) => !known.has(file.name));
  for (const file of due) await applyMigration(target, file);
  return due.map((file) => file.name);
};

const applyMigration = async ({ admin, prefix, log }: Target, file: SqlFile): Promise<void> => {
  refuseControl(file);
  const started = performance.now();
  await inTransaction(admin, file.name, async () => {
    await admin.query(`set local role ${roleName(prefix, 'owner')}`);
    await admin.query(withPrefix(file.text, prefix));
    await admin.query('insert into madang.migration (name, checksum, milliseconds) values ($1, $2, $3)', [
      file.name,
      file.checksum,
      Math.round(performance.now() - started),
    ]);
  });
  log.info({ migration: file.name }, 'Migrated');
};
