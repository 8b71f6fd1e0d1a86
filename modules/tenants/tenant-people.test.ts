import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actIn,
  assign,
  type House,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
  signIn,
} from '#modules/accounts/factory.ts';
import { accounts } from '#modules/accounts/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { tenants } from './module.ts';

let house: TestHouse;
let administrator: SignedIn;
let one: House;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

describe('the people of a tenant, for the provider', () => {
  it('are its own users and staff, in pages', async () => {
    const engineer = await makeUser(house.database, 1, { role: 'ENGINEER' });
    await assign(house.database, administrator.principal, engineer, one.tenant.id, 'PM');
    const path = `/api/tenants/${one.tenant.id}/people`;
    const first = (await house.call('GET', `${path}?limit=4`, { as: administrator })).body;
    const second = (await house.call('GET', `${path}?limit=4&cursor=${first.nextCursor}`, { as: administrator })).body;
    const all = [...first.items, ...second.items];
    expect(all).toHaveLength(6);
    expect(all[0]).toMatchObject({ login: engineer.login, role: 'PM', kind: 'staff', status: 'active' });
    expect(all.slice(1).every(({ kind }) => kind === 'own')).toBe(true);
  });

  it('are counted with the ways in that a suspension would end, and those are then gone', async () => {
    const two = await makeHouse(house.database, administrator.principal);
    const path = `/api/tenants/${two.tenant.id}`;
    await makeApiKey(house.database, two.users.ADMIN, ['tenant.configure']);
    const engineer = await makeUser(house.database, 1, { role: 'ENGINEER' });
    await assign(house.database, administrator.principal, engineer, two.tenant.id, 'PM');
    await actIn(house.database, await signIn(house.database, engineer), two.tenant.code);
    const before = await house.call('GET', `${path}/occupancy`, { as: administrator });
    expect(before.body).toEqual({ users: 5, staff: 1, sessions: 6, tokens: 0, apiKeys: 1 });
    const { headers } = await house.call('GET', path, { as: administrator });
    const suspended = await house.call('PATCH', path, {
      as: administrator,
      body: { status: 'suspended' },
      headers: { 'if-match': String(headers.etag) },
    });
    expect(suspended.status).toBe(200);
    const after = await house.call('GET', `${path}/occupancy`, { as: administrator });
    expect(after.body).toMatchObject({ users: 5, sessions: 0, apiKeys: 0 });
  });

  it('are for the administrator of the provider alone; an unknown tenant is 404, a bad limit names its field', async () => {
    for (const part of ['people', 'occupancy']) {
      const path = `/api/tenants/${one.tenant.id}/${part}`;
      for (const as of [one.users.ADMIN, await signIn(house.database, await makeUser(house.database, 1))]) {
        const { status, body } = await house.call('GET', path, { as });
        expect([status, body.gate, body.action]).toEqual([403, 'permission', 'tenant.manage']);
      }
      expect((await house.call('GET', `/api/tenants/999999/${part}`, { as: administrator })).status).toBe(404);
    }
    const bad = await house.call('GET', `/api/tenants/${one.tenant.id}/people?limit=0`, { as: administrator });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, '/limit']);
  });

  it('tenants are found by kind', async () => {
    const kinds = async (kind: string): Promise<string[]> =>
      (await house.call('GET', `/api/tenants?kind=${kind}`, { as: administrator })).body.items.map(
        (found: { kind: string }) => found.kind,
      );
    expect(await kinds('provider')).toEqual(['provider']);
    expect(await kinds('pharmacy')).toEqual([]);
    const bad = await house.call('GET', '/api/tenants?kind=shop', { as: administrator });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, '/kind']);
  });
});
