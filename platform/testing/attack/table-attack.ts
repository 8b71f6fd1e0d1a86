import pg from 'pg';
import { clientConfig } from '#platform/db/connection.ts';
import { loginConnection } from '#platform/db/login-check.ts';
import { type TestDatabase, testMasterKey } from '../database.ts';
import { type AttackReport, newTally, type Tally } from './report.ts';

export type TableAttack = {
  readonly database: TestDatabase;
  readonly attackerId: number;
  readonly victimId: number;
  readonly suspendedId: number;
};

const PROVIDER_ID = 1;
const DENIED = '42501';

/**
 * Every table that has a tenant, by every operation, from every standing: no tenant, another one, a suspended one, the
 * provider; as the application and as the reader across tenants. The victim's own sight is the positive control.
 */
export const attackTables = async (attack: TableAttack): Promise<AttackReport> => {
  const tally = newTally();
  const app = await logIn(attack.database, 'app');
  const staff = await logIn(attack.database, 'staff');
  try {
    for (const table of await tenantTables(attack.database)) {
      tally.tables += 1;
      await controls(attack, app, table, tally);
      for (const standing of [null, attack.attackerId, attack.suspendedId, PROVIDER_ID]) {
        await fromStanding(attack, app, table, standing, tally);
      }
      for (const standing of [null, attack.attackerId]) await fromStanding(attack, staff, table, standing, tally);
    }
  } finally {
    await app.client.end();
    await staff.client.end();
  }
  return tally;
};

/** A connection as one of the house's roles, and the setting that says where it stands. */
type Login = { readonly client: pg.Client; readonly setting: string };

const logIn = async ({ url, prefix }: TestDatabase, word: 'app' | 'staff'): Promise<Login> => {
  const client = new pg.Client(clientConfig(loginConnection(url, prefix, word, testMasterKey, 10_000)));
  await client.connect();
  return { client, setting: word === 'app' ? 'app.tenant_id' : 'app.tenant_ids' };
};

type Table = { readonly name: string; readonly key: string };

/** Every table with a tenant, the tenants themselves included; of the catalog, so that a new one is attacked at once. */
const tenantTables = async ({ asAdmin }: TestDatabase): Promise<Table[]> => {
  const rows = await asAdmin(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = 'madang' and c.relkind in ('r', 'p') order by 1`,
  );
  return [...rows.map(({ name }) => ({ name: String(name), key: 'tenant_id' })), { name: 'tenant', key: 'id' }];
};

/** What is there at all must be seen by its own tenant, or by no role: else an empty table would prove nothing. */
const controls = async (
  { database, victimId }: TableAttack,
  app: Login,
  { name, key }: Table,
  tally: Tally,
): Promise<void> => {
  const [there] = await database.asAdmin(`select count(*)::int as n from madang.${name} where ${key} = $1`, [victimId]);
  const seen = await attempt(app, victimId, `select count(*)::int as n from ${name} where ${key} = ${victimId}`);
  tally.cases += 1;
  if (seen.code === DENIED) return;
  if (Number(seen.rows[0]?.n) !== Number(there?.n)) {
    tally.findings.push(
      `${name}: its own tenant sees ${seen.rows[0]?.n} of ${there?.n} rows (${seen.code ?? 'no error'})`,
    );
  }
};

const fromStanding = async (
  { victimId }: TableAttack,
  login: Login,
  { name, key }: Table,
  standing: number | null,
  tally: Tally,
): Promise<void> => {
  const tries: readonly (readonly [string, string])[] = [
    ['select', `select 1 as one from ${name} where ${key} = ${victimId} limit 1`],
    ['update', `update ${name} set ${key} = ${key} where ${key} = ${victimId} returning 1 as one`],
    ['delete', `delete from ${name} where ${key} = ${victimId} returning 1 as one`],
    ['insert', `insert into ${name} (${key}) values (${victimId}) returning 1 as one`],
  ];
  for (const [operation, text] of tries) {
    const result = await attempt(login, standing, text);
    tally.cases += 1;
    if (result.code !== undefined) tally.refusals += 1;
    const isLeak = result.rows.length > 0 || (operation === 'insert' && result.code !== DENIED);
    if (isLeak)
      tally.findings.push(
        `${operation} ${name} with ${login.setting} ${standing ?? 'unset'}: ${result.code ?? `${result.rows.length} rows`}`,
      );
  }
};

type Attempt = { readonly rows: readonly Record<string, unknown>[]; readonly code?: string };

/** One statement in a transaction that is rolled back, whatever it did. */
const attempt = async ({ client, setting }: Login, standing: number | null, text: string): Promise<Attempt> => {
  await client.query('begin');
  try {
    if (standing !== null) await client.query(`set local ${setting} = '${standing}'`);
    const { rows } = await client.query<Record<string, unknown>>(text);
    return { rows };
  } catch (error) {
    return { rows: [], code: (error as { code?: string }).code ?? 'unknown' };
  } finally {
    await client.query('rollback');
  }
};
