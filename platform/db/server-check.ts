import type pg from 'pg';
import { StartRefused } from './embedded/start-refused.ts';

type Server = { version: number; name: string; encoding: string; database: string; ctype: string };

const question = `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
    pg_encoding_to_char(encoding) as encoding, datname as database, datctype as ctype
  from pg_database where datname = current_database()`;
const letters = "select lower('ÀÉ') = 'àé' and '가' ~ '^\\w$' as known";

/** Refuses a server or database that cannot hold Madang's data rightly, with a sentence that says what to do. */
export const checkServer = async (admin: pg.Client): Promise<void> => {
  const { rows } = await admin.query<Server>(question);
  const [server] = rows;
  if (!server) throw new Error('The database does not describe itself');
  const remedy = `make it with: create database ${server.database} encoding 'UTF8' lc_ctype 'C.UTF-8' template template0`;
  if (server.version < 150_000)
    throw new StartRefused(`PostgreSQL 15 or later is needed; this server is ${server.name}`);
  if (server.encoding !== 'UTF8') {
    throw new StartRefused(`Database ${server.database} keeps texts as ${server.encoding}, not UTF8; ${remedy}`);
  }
  const known = await admin.query<{ known: boolean }>(letters);
  if (!known.rows[0]?.known) {
    throw new StartRefused(
      `Database ${server.database} has LC_CTYPE ${server.ctype}, which does not know Korean or accented letters; ${remedy}`,
    );
  }
};
