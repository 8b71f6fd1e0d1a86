import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { BEGIN_READ_ONLY, batch, COMMIT } from '#platform/db/batch.ts';
import { loginConnection } from '#platform/db/login-check.ts';
import { openPool, type Pool } from '#platform/db/pool.ts';
import { sqlQuery } from '#platform/db/query.ts';
import { readOnce, type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { arrangeTenant } from '#platform/testing/actors.ts';
import { createTestDatabase, silentLog, type TestDatabase, testMasterKey } from '#platform/testing/database.ts';

// One connection for everybody: whatever one tenant leaves behind on it, the next one would find.

let database: TestDatabase;
let pool: Pool;
let tenants: { id: number; code: string }[];
let findings: string[];
let looks: number;

beforeAll(async () => {
  database = await createTestDatabase();
  tenants = [await arrangeTenant(database, 'ONE'), await arrangeTenant(database, 'TWO')];
  for (const { id, code } of tenants)
    await database.asAdmin('insert into madang.ticket_category (tenant_id, name) values ($1, $2)', [id, code]);
  await database.asAdmin(`grant update on madang.ticket_category to ${database.prefix}_app`);
  pool = openPool({
    name: 'poisoned',
    connection: loginConnection(database.url, database.prefix, 'app', testMasterKey, 2000),
    min: 0,
    max: 1,
    patience: 20_000,
    queue: 1000,
    silence: 5000,
    log: silentLog,
  });
});
afterAll(async () => {
  await pool?.close();
  await database?.drop();
});
beforeEach(() => {
  findings = [];
  looks = 0;
});

type Tenant = { readonly id: number; readonly code: string };

// Without a tenant in the question: only the policy stands between the two.
const names = sqlQuery<{ name: string }>('select name from ticket_category');
const failing = sqlQuery('select 1 / 0 as nothing');
const actor = { id: null, login: 'pool', tenantCode: '*', channel: 'job', address: null } as const;
const within = <T>({ id }: Tenant, work: (tx: Tx) => Promise<T>, statementTimeout = 5000): Promise<T> =>
  tenantTx(pool, { tenantId: id, proof: null, actor: { ...actor, method: null, path: null, requestId: null } }, work, {
    statementTimeout,
  });

const look = (who: string, { code }: Tenant, rows: readonly { name: string }[]): void => {
  looks += 1;
  const seen = rows.map(({ name }) => name).join();
  if (seen !== code) findings.push(`${who} of ${code} saw ${seen}`);
};

/** What a transaction sees that names no tenant. */
const lookWithoutTenant = async (): Promise<void> => {
  const setting = { text: "select current_setting('app.tenant_id', true) as id", values: [] };
  const answers = await batch(pool, [BEGIN_READ_ONLY, setting, ...names.statements, COMMIT], { repeatable: true });
  const id = answers[1]?.[0]?.id;
  if (id) findings.push(`a tenant was left behind: ${id}`);
  if (answers[2]?.length !== 0) findings.push(`without a tenant: ${JSON.stringify(answers[2])}`);
};

/** What people do; each leaves the connection in another state. */
const deeds: readonly ((tenant: Tenant) => Promise<unknown>)[] = [
  async (tenant) => look('a reader', tenant, await readOnce(pool, { tenantId: tenant.id, proof: null }, names)),
  (tenant) =>
    within(tenant, async (tx) => {
      await tx.run(sqlQuery("update ticket_category set name = name || ''"));
      look('a writer', tenant, await tx.run(names));
    }),
  (tenant) =>
    within(tenant, async (tx) => {
      await tx.run(sqlQuery("update ticket_category set name = 'never'"));
      throw new Error('thought better of it');
    }),
  (tenant) => within(tenant, (tx) => tx.run(failing)),
  (tenant) =>
    within(tenant, async (tx) => {
      await tx.run(failing).catch(() => undefined);
      look('one who goes on after an error', tenant, await tx.run(names));
    }),
  (tenant) => within(tenant, (tx) => tx.run(sqlQuery('select pg_sleep(1)')), 5),
  (tenant) => readOnce(pool, { tenantId: tenant.id, proof: null }, failing),
  lookWithoutTenant,
];

const everybody = (): Promise<unknown> =>
  Promise.all(
    Array.from({ length: deeds.length * 50 }, async (_, at) => {
      const tenant = tenants[at % 2] as Tenant;
      // Sooner or later all deeds follow upon each other, in either tenant.
      const deed = deeds[(at * 7 + Math.floor(at / 3)) % deeds.length];
      await sleep(at % 13);
      await deed?.(tenant).catch(() => undefined);
    }),
  );

it('keeps tenants apart who take turns on it, among errors, rollbacks and time-outs', async () => {
  await everybody();
  await lookWithoutTenant();
  expect(findings).toEqual([]);
  // Two of the eight deeds look and cannot fail.
  expect(looks).toBe(100);
  expect(pool.counts().open).toBe(1);
});

it('keeps them apart while its backends are killed', async () => {
  let running = true;
  const killer = (async () => {
    while (running) {
      await database.asAdmin(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
         and usename = $1 and pid <> pg_backend_pid()`,
        [`${database.prefix}_app`],
      );
      await sleep(60);
    }
  })();
  await everybody();
  running = false;
  await killer;
  await lookWithoutTenant();
  expect(findings).toEqual([]);
  for (const tenant of tenants) await deeds[0]?.(tenant);
  expect(findings).toEqual([]);
});

it.each([
  ['a setting of the session', (id: number) => `set app.tenant_id = '${id}'`],
  ['set_config for longer than the transaction', (id: number) => `select set_config('app.tenant_id', '${id}', false)`],
])('%s that was planted is found', async (_what, poison) => {
  const connection = await pool.wait();
  await connection.client.query(poison(tenants[0]?.id ?? 0));
  pool.release(connection);
  await lookWithoutTenant();
  expect(findings).toEqual([`a tenant was left behind: ${tenants[0]?.id}`, 'without a tenant: [{"name":"ONE"}]']);
  pool.destroy(await pool.wait());
  findings = [];
  await lookWithoutTenant();
  expect(findings).toEqual([]);
});

it('and even then, who names a tenant sees that one alone', async () => {
  const connection = await pool.wait();
  await connection.client.query(`set app.tenant_id = '${tenants[0]?.id}'`);
  pool.release(connection);
  for (const tenant of [...tenants, ...tenants]) {
    await deeds[0]?.(tenant);
    await deeds[1]?.(tenant);
  }
  expect(findings).toEqual([]);
  pool.destroy(await pool.wait());
});
