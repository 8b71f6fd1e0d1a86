import { availableParallelism } from 'node:os';
import pg from 'pg';
import { checkCatalog } from './catalog-check.ts';
import { clientConfig, parseUrl } from './connection.ts';
import { StartRefused } from './embedded/start-refused.ts';
import { checkLogins, loginConnection } from './login-check.ts';
import { type Migrated, migrate } from './migrate.ts';
import { type Database, type Log, openPool, type Pool } from './pool.ts';
import { ensureRoles, guardDatabase, type LOGIN_WORDS, prefixOf } from './roles.ts';
import { checkServer } from './server-check.ts';
import { readSqlFiles, type SqlFiles } from './sql-files.ts';

export type DatabaseConfig = {
  /** PostgreSQL 15 to 18, as a superuser or as a role that may create roles and owns the database. Unset: our own server. */
  readonly url?: string | undefined;
  /** Where our own server keeps its files. */
  readonly dataDir?: string | undefined;
  /** Joins a server of `dataDir` that runs already. */
  readonly join?: boolean | undefined;
  readonly masterKey: Uint8Array;
  readonly log: Log;
  /** Connections for pages; the other pools follow. */
  readonly connections?: number | undefined;
  /** Milliseconds that a request waits for a connection; 5 s unless said otherwise. */
  readonly patience?: number | undefined;
  /** Prefix of the database roles of a new installation; the database's name unless said otherwise. */
  readonly prefix?: string | undefined;
  /** The migrations and functions; those of this tree unless said otherwise. */
  readonly files?: SqlFiles | undefined;
};

/**
 * Opens the database: our own server or `url`, roles, migrations under a lease, functions, the check of the catalog, and a pool
 * per role. Refuses with a sentence when anything falls short. Closing it ends our own server too.
 */
export const openDatabase = async (config: DatabaseConfig): Promise<Database> => {
  const server = config.url === undefined ? await startOwn(config) : undefined;
  const url = config.url ?? server?.adminUrl ?? '';
  try {
    const { prefix } = await migrateDatabase({ ...config, url });
    const pools = openPools(url, prefix, config);
    const close = async (): Promise<void> => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
      await server?.stop();
    };
    return { ...pools, url, prefix, close };
  } catch (error) {
    await server?.stop();
    throw error;
  }
};

/** Roles, migrations, functions and the check of the catalog, without pools; what `main.ts migrate` does. */
export const migrateDatabase = async (
  config: DatabaseConfig & { readonly url: string },
): Promise<Migrated & { readonly prefix: string }> => {
  const admin = new pg.Client(
    clientConfig({ url: config.url, applicationName: 'madang migrate', statementTimeout: 0 }),
  );
  admin.on('error', () => undefined);
  await connectAdmin(admin, config.url);
  try {
    await checkServer(admin);
    const prefix = (await recordedPrefix(admin)) ?? config.prefix ?? (await prefixOfDatabase(admin));
    await ensureRoles(admin, prefix, config.masterKey);
    await guardDatabase(admin, prefix);
    const migrated = await migrate({ admin, prefix, log: config.log }, config.files ?? readSqlFiles());
    await admin.query(
      `insert into madang.installation (key, value) values ('role_prefix', to_jsonb($1::text)) on conflict (key) do nothing`,
      [prefix],
    );
    await checkLogins(admin, config.url, prefix, config.masterKey);
    await checkCatalog(admin, prefix);
    return { ...migrated, prefix };
  } finally {
    await admin.end();
  }
};

/** Connects, or says what stands in the way: not its password, nor anything else that the URL holds. */
const connectAdmin = async (admin: pg.Client, url: string): Promise<void> => {
  try {
    await admin.connect();
  } catch (error) {
    await admin.end().catch(() => undefined);
    const { host, pathname, searchParams } = parseUrl(url);
    const where = searchParams.get('host') ?? host;
    const { code, message } = error as Error & { readonly code?: string };
    const known: Readonly<Record<string, string>> = {
      '28P01': 'does not take the user and password of DATABASE_URL',
      '28000': 'does not let the user of DATABASE_URL in',
      '3D000': `has no database ${decodeURIComponent(pathname.slice(1))}`,
    };
    const reason = known[code ?? ''] ?? `cannot be reached (${code ?? message})`;
    throw new StartRefused(`The database server ${where} ${reason}.`, { cause: error });
  }
};

const startOwn = async (config: DatabaseConfig) => {
  if (config.dataDir === undefined) throw new Error('Neither a database URL nor a data folder was given');
  const { startEmbedded } = await import('./embedded/embedded.ts');
  return startEmbedded({ dataDir: config.dataDir, log: config.log as never, join: config.join ?? false });
};

/** What the database says of itself: a test clone keeps the roles of its template. */
const recordedPrefix = async (admin: pg.Client): Promise<string | undefined> => {
  const known = await admin.query("select 1 where to_regclass('madang.installation') is not null");
  if (!known.rowCount) return undefined;
  const { rows } = await admin.query<{ prefix: string }>(
    "select value #>> '{}' as prefix from madang.installation where key = 'role_prefix'",
  );
  return rows[0]?.prefix;
};

const prefixOfDatabase = async (admin: pg.Client): Promise<string> => {
  const { rows } = await admin.query<{ name: string }>('select current_database() as name');
  return prefixOf(rows[0]?.name ?? '');
};

/** The pools: pages within 2 s; exports, reports and the system's own work with time. */
export const openPools = (
  url: string,
  prefix: string,
  config: DatabaseConfig,
): Record<'app' | 'exports' | 'staff' | 'system', Pool> => {
  const most = connectionsOf(config);
  const pool = (name: string, word: (typeof LOGIN_WORDS)[number], max: number, seconds: number): Pool =>
    openPool({
      name,
      connection: loginConnection(url, prefix, word, config.masterKey, seconds * 1000),
      min: 2,
      max,
      patience: config.patience ?? 5000,
      queue: 1000,
      silence: seconds * 1000 + 15_000,
      log: config.log,
    });
  return {
    app: pool('app', 'app', most, 2),
    exports: pool('exports', 'app', Math.max(2, Math.ceil(most / 4)), 600),
    staff: pool('staff', 'staff', Math.max(2, Math.ceil(most / 4)), 2),
    system: pool('system', 'system', Math.max(2, Math.ceil(most / 4)), 60),
  };
};

const connectionsOf = (config: DatabaseConfig): number => {
  if (config.connections !== undefined) return config.connections;
  // Our own server shares this machine's processors with us: more backends at work than that only take turns.
  return config.url === undefined ? Math.min(16, Math.max(6, availableParallelism() * 3)) : 16;
};
