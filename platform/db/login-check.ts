import pg from 'pg';
import { type ConnectionConfig, clientConfig } from './connection.ts';
import { StartRefused } from './embedded/start-refused.ts';
import { LOGIN_WORDS, resetPassword, roleName, rolePassword } from './roles.ts';
import { sqlState } from './sql-error.ts';

/** How a login role of the installation connects. */
export const loginConnection = (
  url: string,
  prefix: string,
  word: (typeof LOGIN_WORDS)[number],
  masterKey: Uint8Array,
  statementTimeout: number,
): ConnectionConfig => {
  const user = roleName(prefix, word);
  return { url, user, password: rolePassword(masterKey, user), applicationName: `madang ${word}`, statementTimeout };
};

/**
 * Connects once as each login role. A password that does not fit the master key is set anew; a connection that begins with any
 * `app.*` setting (from the URL, the role, the database or the server) is refused, because it would begin inside a tenant.
 */
export const checkLogins = async (
  admin: pg.Client,
  url: string,
  prefix: string,
  masterKey: Uint8Array,
): Promise<void> => {
  for (const word of LOGIN_WORDS) {
    const config = loginConnection(url, prefix, word, masterKey, 0);
    try {
      await checkLogin(config);
    } catch (error) {
      if (sqlState(error) !== '28P01') throw error;
      await resetPassword(admin, roleName(prefix, word), masterKey);
      await checkLogin(config);
    }
  }
};

// Settings that no extension has defined are in no list: they are asked for by name.
const question = `select coalesce((select string_agg(name, ', ') from unnest(array['app.tenant_id', 'app.tenant_ids']) name
    where current_setting(name, true) is not null), '') as settings,
  current_setting('search_path') as path, current_user as "user"`;

const checkLogin = async (config: ConnectionConfig): Promise<void> => {
  const client = new pg.Client(clientConfig(config));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ settings: string; path: string; user: string }>(question);
    const [found] = rows;
    if (found?.settings)
      throw new StartRefused(`A fresh connection of ${found.user} begins with ${found.settings}; remove that default`);
    if (found?.path !== 'madang,pg_temp')
      throw new StartRefused(`A fresh connection of ${config.user} has search_path ${found?.path}`);
  } finally {
    await client.end().catch(() => undefined);
  }
};
