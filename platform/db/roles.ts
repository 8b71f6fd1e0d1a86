import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { sqlState } from './sql-error.ts';

/** Roles of an installation, by the word that follows its prefix. */
export const ROLE_WORDS = ['owner', 'definer', 'app', 'staff', 'system'] as const;
export type RoleWord = (typeof ROLE_WORDS)[number];
export const LOGIN_WORDS = ['app', 'staff', 'system'] as const satisfies readonly RoleWord[];

/** `madang_app` in an installation whose prefix is `madang`. */
export const roleName = (prefix: string, word: RoleWord): string => `${prefix}_${word}`;

/** The password of a login role: derived, so that no node has to be told it. */
export const rolePassword = (masterKey: Uint8Array, role: string): string =>
  createHmac('sha256', masterKey).update(`db:${role}`).digest('base64url');

/** The prefix for a new installation: the database's name, in letters that need no quoting. */
export const prefixOf = (database: string): string => {
  const plain = database
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .slice(0, 40);
  return /^[a-z]/.test(plain) ? plain : `m_${plain}`;
};

/** Puts the installation's prefix in place of the literal `madang_` of role names in SQL files. */
export const withPrefix = (sql: string, prefix: string): string =>
  prefix === 'madang' ? sql : sql.replaceAll(/\bmadang_(owner|definer|app|staff|system)\b/g, `${prefix}_$1`);

/**
 * Makes the roles that are missing and sets the passwords of those that sign in when they are new. Several nodes may do so at
 * once: whoever comes second finds them there.
 */
export const ensureRoles = async (admin: pg.Client, prefix: string, masterKey: Uint8Array): Promise<void> => {
  for (const word of ROLE_WORDS) {
    const role = roleName(prefix, word);
    const login = (LOGIN_WORDS as readonly string[]).includes(word);
    const known = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
    if (known.rowCount) continue;
    const how = login ? `login password '${scramVerifier(rolePassword(masterKey, role))}'` : 'nologin';
    await ignoring(['42710', '23505'], () => admin.query(`create role ${role} ${how}`));
  }
  for (const word of ['owner', 'definer'] as const) await joinRole(admin, roleName(prefix, word));
};

/** Who may enter the database: the logins, without temporary tables; the owner may make schemas and extensions in it. */
export const guardDatabase = async (admin: pg.Client, prefix: string): Promise<void> => {
  const logins = LOGIN_WORDS.map((word) => roleName(prefix, word));
  const owner = roleName(prefix, 'owner');
  const { rows } = await admin.query<{ database: string; guarded: boolean }>(
    `select quote_ident(datname) as database,
       not exists (select from aclexplode(coalesce(datacl, acldefault('d', datdba))) where grantee = 0)
         and has_database_privilege($2, oid, 'create')
         and (select bool_and(has_database_privilege(login, oid, 'connect')) from unnest($1::text[]) login) as guarded
     from pg_database where datname = current_database()`,
    [logins, owner],
  );
  const [found] = rows;
  if (!found || found.guarded) return;
  await retrying(admin, () =>
    admin.query(`begin;
      revoke all on database ${found.database} from public;
      grant connect on database ${found.database} to ${logins.join(', ')};
      grant create on database ${found.database} to ${owner};
      commit`),
  );
};

/** Gives a login role the password that the master key says. */
export const resetPassword = async (admin: pg.Client, role: string, masterKey: Uint8Array): Promise<void> => {
  const verifier = scramVerifier(rolePassword(masterKey, role));
  await retrying(admin, () => admin.query(`alter role ${role} password '${verifier}'`));
};

// Only the administrator who migrates may become the owner; a superuser may anyway.
const joinRole = async (admin: pg.Client, role: string): Promise<void> => {
  const { rows } = await admin.query<{ super: boolean; joined: boolean; modern: boolean }>(
    `select rolsuper as super, pg_has_role(current_user, $1, 'usage') as joined,
       current_setting('server_version_num')::int >= 160000 as modern
     from pg_roles where rolname = current_user`,
    [role],
  );
  const [me] = rows;
  if (!me || me.super) return;
  const how = me.modern ? 'with inherit true, set true' : '';
  if (!me.joined) await retrying(admin, () => admin.query(`grant ${role} to current_user ${how}`));
};

const ignoring = async (codes: readonly string[], work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!codes.includes(sqlState(error) ?? '')) throw error;
  }
};

/** Catalog rows changed by two nodes at once answer "tuple concurrently updated" (XX000): try again. */
const retrying = async (admin: pg.Client, work: () => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      await work();
      return;
    } catch (error) {
      await admin.query('rollback');
      if (tries === 10 || !['XX000', '40001', '23505'].includes(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }
};

/** SCRAM-SHA-256 as RFC 5802 and PostgreSQL keep it, so that the password itself is in no statement and no server log. */
export const scramVerifier = (password: string, salt: Buffer = randomBytes(16)): string => {
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256');
  const keyed = (word: string) => createHmac('sha256', salted).update(word).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
};
