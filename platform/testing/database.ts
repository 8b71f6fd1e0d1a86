import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { clientConfig, parseUrl } from '#platform/db/connection.ts';
import { type DatabaseConfig, migrateDatabase, openPools } from '#platform/db/open.ts';
import type { Database, Log } from '#platform/db/pool.ts';
import { guardDatabase } from '#platform/db/roles.ts';
import { readSqlFiles } from '#platform/db/sql-files.ts';

/** The master key of all test databases. */
export const testMasterKey: Uint8Array = Buffer.alloc(32, 7);

/** A log that says nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A database of a test file's own. */
export type TestDatabase = Database & {
  /** Runs SQL as the administrator, past all policies; for arranging and for looking behind the scenes. */
  readonly asAdmin: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** Closes the pools and drops the database. */
  readonly drop: () => Promise<void>;
};

const config = (url: string): DatabaseConfig & { readonly url: string } => ({
  url,
  masterKey: testMasterKey,
  log: silentLog,
});

/** Where test databases live: TEST_DATABASE_URL, else DATABASE_URL, else what the run's set-up has started. */
export const serverUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (!url)
    throw new Error(
      'No PostgreSQL for tests: the set-up of the run has not started one and TEST_DATABASE_URL is not set',
    );
  return url;
};

/** The same server's other database. */
export const withDatabase = (url: string, database: string): string => {
  const changed = parseUrl(url);
  changed.pathname = `/${database}`;
  return changed.toString();
};

/** Lends an administrator's connection. */
export const withAdmin = async <T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> => {
  const admin = new pg.Client(clientConfig({ url, applicationName: 'madang test', statementTimeout: 0 }));
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
};

// The roles of all test databases of a server; databases come and go.
const PREFIX = 'madang_test';

/**
 * Makes the template database, migrated and checked, unless there is one for just these SQL files. Answers its name. It is made
 * under a name of its own and then renamed, so that a run that was killed leaves no half template.
 */
export const createTemplate = async (url: string = serverUrl()): Promise<string> => {
  const files = readSqlFiles();
  const checksums = [...files.migrations, ...files.definitions].map((file) => file.checksum).join();
  const name = `madang_test_${createHash('sha256').update(checksums).digest('hex').slice(0, 12)}`;
  if (await withAdmin(url, (admin) => hasDatabase(admin, name))) return name;
  const draft = `madang_test_draft_${randomBytes(6).toString('hex')}`;
  await withAdmin(url, (admin) =>
    admin.query(`create database ${draft} encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8' template template0`),
  );
  await migrateDatabase({ ...config(withDatabase(url, draft)), files, prefix: PREFIX });
  await withAdmin(url, async (admin) => {
    if (await hasDatabase(admin, name)) await admin.query(`drop database ${draft}`);
    else await admin.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
};

const hasDatabase = async (admin: pg.Client, name: string): Promise<boolean> =>
  (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;

/** A fresh clone of the template with pools of its own; call `drop` when the file is done. */
export const createTestDatabase = async (options: { readonly connections?: number } = {}): Promise<TestDatabase> => {
  const url = serverUrl();
  const template = process.env.MADANG_TEST_TEMPLATE ?? (await createTemplate(url));
  const name = `madang_test_clone_${randomBytes(6).toString('hex')}`;
  await cloneDatabase(url, template, name);
  const own = withDatabase(url, name);
  await withAdmin(own, (admin) => guardDatabase(admin, PREFIX));
  const pools = openPools(own, PREFIX, { ...config(own), connections: options.connections });
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(pools).map((pool) => pool.close()));
  };
  return {
    ...pools,
    url: own,
    prefix: PREFIX,
    close,
    asAdmin: (sql, values = []) =>
      withAdmin(own, async (admin) => (await admin.query<Record<string, unknown>>(sql, [...values])).rows),
    drop: async () => {
      await close();
      await withAdmin(url, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/** Cloning is refused while anybody else clones from the template: try again. */
const cloneDatabase = (url: string, template: string, name: string): Promise<void> =>
  withAdmin(url, async (admin) => {
    for (let tries = 1; ; tries++) {
      try {
        await admin.query(`create database ${name} template ${template}`);
        return;
      } catch (error) {
        if (tries === 50 || (error as { code?: string }).code !== '55006') throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
