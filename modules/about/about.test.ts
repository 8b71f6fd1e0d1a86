import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { buildApp } from '#platform/http/app.ts';
import { arrangeActor, arrangeTenant, type TestActor } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import type { About } from './contract.ts';
import { about } from './module.ts';

let database: TestDatabase;
let app: FastifyInstance;
let close: () => Promise<void>;
let tenant: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const made = makeTestKernel(database, [about]);
  close = made.close;
  app = buildApp(made.kernel);
  await app.ready();
  tenant = (await arrangeTenant(database, 'HERE')).id;
});
afterAll(async () => {
  await app.close();
  await close();
  await database.drop();
});

const ask = (who: Pick<TestActor, 'headers'>) => app.inject({ url: '/api/about', headers: who.headers });
const told = async (who: TestActor): Promise<About> => (await ask(who)).json();

test('an ADMIN of the provider is told how the installation fares, and what is not set up', async () => {
  const { version, license, system } = await told(await arrangeActor(database, PROVIDER_TENANT_ID, 'ADMIN'));
  expect(version).toMatch(/^\d/);
  expect(license).toBe('Apache-2.0');
  expect(system).toMatchObject({
    databaseVersion: expect.stringMatching(/^1[5-8]/),
    missing: [],
    jobs: { running: 0 },
    backups: { archiving: false, lastArchivedAt: null, lastFailedAt: null },
  });
  expect(system?.databaseBytes).toBeGreaterThan(1_000_000);
  expect(system?.tenants).toBeGreaterThanOrEqual(2);
});

test.each([
  ['an ADMIN of a tenant', 'ADMIN', null],
  ['a CUSTOMER', 'CUSTOMER', null],
  ['an ADMIN of the provider who acts in a tenant', 'ADMIN', PROVIDER_TENANT_ID],
  ['an ENGINEER of the provider', 'ENGINEER', 'house'],
] as const)('%s is told version and licence, and nothing of the machine', async (_who, role, home) => {
  const who =
    home === 'house'
      ? await arrangeActor(database, PROVIDER_TENANT_ID, role)
      : await arrangeActor(database, tenant, role, home ?? tenant);
  const answer = await ask(who);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ version: expect.any(String), license: 'Apache-2.0', system: null });
});

test('nobody who is not signed in is told anything, and a session that ended is nobody', async () => {
  const who = await arrangeActor(database, PROVIDER_TENANT_ID, 'ADMIN');
  expect((await ask({ headers: { ...who.headers, cookie: '' } })).statusCode).toBe(401);
  expect((await ask(who)).statusCode).toBe(200);
  await database.asAdmin('update madang.acting set expires_at = now() where id = $1', [who.actingId]);
  expect((await ask(who)).statusCode).toBe(401);
});

test('an unknown parameter is a 400 that names it', async () => {
  const who = await arrangeActor(database, tenant, 'PM');
  const answer = await app.inject({ url: '/api/about?all=1', headers: who.headers });
  expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, '/all']);
});
