import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  assign,
  disable,
  type House,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
} from '../factory.ts';
import { accounts } from '../module.ts';

let house: TestHouse;
let administrator: SignedIn;
let one: House;
let two: House;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
  two = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const ask = (as: SignedIn, query: string) => house.call('GET', `/api/access/explanation?${query}`, { as });
const outcomes = (gates: { outcome: string }[]): string[] => gates.map(({ outcome }) => outcome);

describe('GET /api/access/matrix', () => {
  it('is the role matrix as data, for everybody who is signed in', async () => {
    const { status, body } = await house.call('GET', '/api/access/matrix', { as: one.users.CUSTOMER });
    expect(status).toBe(200);
    const row = (name: string) => body.functions.find((found: { name: string }) => found.name === name);
    expect(row('deployment.trigger').cells).toEqual({
      ADMIN: 'yes',
      PM: 'yes',
      ENGINEER: 'no',
      DEPLOY_ENGINEER: 'yes',
      CUSTOMER: 'no',
    });
    expect(row('job.run_now').cells).toMatchObject({ ADMIN: 'yes', PM: 'no', DEPLOY_ENGINEER: 'yes' });
    expect(row('tenant.manage').providerOnly).toBe(true);
    expect((await house.call('GET', '/api/access/matrix')).status).toBe(401);
  });
});

describe('GET /api/access/explanation', () => {
  it('shows the four gates with the facts each one saw', async () => {
    const { id, login } = one.users.CUSTOMER;
    const own = await ask(one.users.ADMIN, `user=${id}&action=account.manage&subject=user:${id}`);
    expect([own.status, own.body.allowed]).toEqual([200, true]);
    expect(own.body.gates.map(({ gate }: { gate: string }) => gate)).toEqual([
      'principal',
      'tenant',
      'permission',
      'row',
    ]);
    expect(outcomes(own.body.gates)).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(own.body.subjectName).toBe(one.users.CUSTOMER.principal.name);
    const row = await ask(one.users.ADMIN, `user=${login}&action=account.manage&subject=user:${one.users.PM.id}`);
    expect(outcomes(row.body.gates)).toEqual(['passed', 'passed', 'passed', 'refused']);
    expect(row.body.gates[3].facts).toMatchObject({ user: id, owners: [one.users.PM.id] });
    const role = await ask(one.users.ADMIN, `user=${id}&action=user.manage`);
    expect(outcomes(role.body.gates)).toEqual(['passed', 'passed', 'refused', 'not_reached']);
    expect(role.body.gates[2].facts).toMatchObject({ role: 'CUSTOMER', cell: 'no' });
    const foreign = await ask(one.users.ADMIN, `user=${id}&action=account.manage&subject=user:${two.users.PM.id}`);
    expect(outcomes(foreign.body.gates)).toEqual(['passed', 'refused', 'not_reached', 'not_reached']);
    const key = await makeApiKey(house.database, one.users.ADMIN, ['permission.manage']);
    const byKey = await ask(key, `user=${id}&action=account.manage&subject=user:${id}`);
    expect([byKey.status, byKey.body.subjectName]).toEqual([200, null]);
    expect([role.body.subjectName, foreign.body.subjectName]).toEqual([null, null]);
    const unknown = await ask(one.users.ADMIN, `user=${id}&action=account.manage&subject=user:999999`);
    expect(unknown.body.gates[1].why).toBe(foreign.body.gates[1].why);
  });

  it('knows the disabled, and staff from the provider', async () => {
    const gone = await makeUser(house.database, one.tenant.id);
    await disable(house.database, gone);
    const dead = await ask(one.users.ADMIN, `user=${gone.id}&action=account.manage`);
    expect(outcomes(dead.body.gates)).toEqual(['refused', 'not_reached', 'not_reached', 'not_reached']);
    const engineer = await makeUser(house.database, 1, { role: 'ENGINEER' });
    await assign(house.database, administrator.principal, engineer, one.tenant.id, 'PM');
    const staff = await ask(one.users.ADMIN, `user=${engineer.login}&action=deployment.trigger`);
    expect(staff.body.gates[2].facts).toMatchObject({ role: 'PM', homeRole: 'ENGINEER' });
  });

  it('is on record, refused without the permission, and does not know people of other tenants', async () => {
    await ask(one.users.ADMIN, `user=${one.users.PM.id}&action=user.manage`);
    expect((await house.audit(one.tenant.id, 'access.explain')).at(-1)).toMatchObject({
      outcome: 'allowed',
      subject_id: String(one.users.PM.id),
    });
    expect((await ask(one.users.PM, `user=${one.users.PM.id}&action=user.manage`)).status).toBe(403);
    const foreign = await ask(one.users.ADMIN, `user=${two.users.PM.id}&action=user.manage`);
    expect(foreign.status).toBe(404);
    expect((await house.audit(one.tenant.id, 'access.explain')).at(-1)).toMatchObject({
      outcome: 'refused',
      gate: 'tenant',
    });
  });

  it('names what is not right', async () => {
    for (const [query, path] of [
      ['action=user.manage', '/user'],
      ['user=1', '/action'],
      ['user=1&action=no.such', '/action'],
      ['user=1&action=user.manage&subject=ticket', '/subject'],
      [`user=${one.users.PM.id}&action=user.manage&subject=unicorn:1`, '/subject'],
      ['user=1&action=user.manage&why=1', '/why'],
    ] as const) {
      const { status, body } = await ask(one.users.ADMIN, query);
      expect([status, body.errors[0].path], query).toEqual([400, path]);
    }
  });
});
