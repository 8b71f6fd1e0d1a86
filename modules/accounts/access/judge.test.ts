import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { judgeRefusals, startJudge } from '#platform/access/judge.ts';
import type { Role } from '#platform/access/principal.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  actIn,
  assign,
  type House,
  type MadeUser,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
  signIn,
} from '../factory.ts';
import { accounts } from '../module.ts';

let house: TestHouse;
let administrator: SignedIn;
let victim: House;
beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  victim = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const judge = () => judgeRefusals(house.kernel);
const knock = (as: SignedIn, id: number) => house.call('GET', `/api/users/${id}`, { as });
const told = async (tenantId: number, action: string, actorId: number) =>
  (await house.audit(tenantId, action)).filter(({ actor_id }) => Number(actor_id) === actorId);

describe('the judge', () => {
  it('tells the owner’s audit who knocked, and says nothing where the id was unknown', async () => {
    const { users, tenant } = await makeHouse(house.database, administrator.principal);
    const thief = users.ADMIN;
    const [foreign, unknown] = [await knock(thief, victim.users.PM.id), await knock(thief, 999_999_999)];
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(await judge()).toBe(2);
    const rows = await told(victim.tenant.id, 'access.foreign_attempt', thief.id);
    expect(rows).toMatchObject([
      {
        actor_login: thief.login,
        actor_tenant: tenant.code,
        subject_type: 'user',
        subject_id: String(victim.users.PM.id),
        outcome: 'refused',
        gate: 'tenant',
        method: 'GET',
      },
    ]);
    // The tenant of the thief cannot tell one from the other.
    const own = await told(tenant.id, 'user.manage', thief.id);
    const facts = own.map(({ reason, gate, outcome, changes }) => ({ reason, gate, outcome, changes }));
    expect(facts[0]).toEqual(facts[1]);
    expect(await judge()).toBe(0);
  });

  it('raises one alert at the third attempt, with the owner and the provider, not with the one who knocked', async () => {
    const { users, tenant } = await makeHouse(house.database, administrator.principal);
    const thief = users.ADMIN;
    const alerts = async () => {
      const counts = [];
      for (const id of [1, victim.tenant.id, tenant.id]) counts.push((await told(id, 'access.alert', thief.id)).length);
      return counts;
    };
    await knock(thief, victim.users.PM.id);
    await knock(thief, victim.users.PM.id);
    await judge();
    expect(await alerts()).toEqual([0, 0, 0]);
    await knock(thief, victim.users.ADMIN.id);
    await judge();
    expect(await alerts()).toEqual([1, 1, 0]);
    await knock(thief, victim.users.CUSTOMER.id);
    await judge();
    expect(await alerts()).toEqual([1, 1, 0]);
    const [event] = await house.database.asAdmin(
      "select * from madang.outbox where topic = 'access' and tenant_id = 1",
    );
    expect(event).toMatchObject({ change: 'alert', audience: 'audit.read' });
  });

  it('finds no fault in what the own tenant has, and none in an administrator acting elsewhere by right', async () => {
    const administrator = await signIn(house.database, await makeUser(house.database, 1, { role: 'ADMIN' }));
    const inside = await actIn(house.database, administrator, victim.tenant.code);
    expect((await knock(inside, victim.users.PM.id)).status).toBe(200);
    expect(await judge()).toBe(0);
  });

  describe('of staff who act elsewhere', () => {
    const somewhere = () => makeHouse(house.database, administrator.principal);
    const staff = (role: Role) => makeUser(house.database, 1, { role });
    const assignTo = (user: MadeUser, { tenant }: House) =>
      assign(house.database, administrator.principal, user, tenant.id, 'ADMIN');
    const inside = async (user: MadeUser, { tenant }: House) =>
      await actIn(house.database, await signIn(house.database, user), tenant.code);
    /** Three knocks at each, judged. Answers why the owner was told, and how many alerts that raised. */
    const knockAt = async (who: SignedIn, of: House, by = knock): Promise<[string[], number]> => {
      for (const { id } of [of.users.PM, of.users.ADMIN, of.users.CUSTOMER]) {
        expect((await by(who, id)).status).toBe(404);
      }
      await judge();
      const { userId } = who.principal;
      const attempts = await told(of.tenant.id, 'access.foreign_attempt', userId);
      const alerts = await told(of.tenant.id, 'access.alert', userId);
      return [attempts.map(({ reason }) => String(reason)), alerts.length];
    };
    const elsewhere = [['elsewhere', 'elsewhere', 'elsewhere'], 0];
    const strange = [['foreign', 'foreign', 'foreign'], 1];

    it('takes them for strangers where they may not go; where they may, the owner is told without an alert', async () => {
      const [here, there, closed] = [await somewhere(), await somewhere(), await somewhere()];
      const engineer = await staff('ENGINEER');
      for (const place of [here, there, closed]) await assignTo(engineer, place);
      await house.database.asAdmin("update madang.tenant set status = 'suspended' where id = $1", [closed.tenant.id]);
      const who = await inside(engineer, here);
      expect(await knockAt(who, there)).toEqual(elsewhere);
      expect(await knockAt(who, closed)).toEqual(strange);
      const [other, place] = [await staff('ENGINEER'), await somewhere()];
      await assignTo(other, place);
      expect(await knockAt(await inside(other, place), there)).toEqual(strange);
    });

    it('ends with the assignment, and an administrator of the provider is at home everywhere while being one', async () => {
      const [here, there] = [await somewhere(), await somewhere()];
      const former = await staff('ENGINEER');
      await assignTo(former, here);
      const assignment = await assignTo(former, there);
      const removed = await house.call('DELETE', `/api/assignments/${assignment}`, { as: administrator });
      expect(removed.status).toBe(204);
      expect(await knockAt(await inside(former, here), there)).toEqual(strange);
      const boss = await inside(await staff('ADMIN'), here);
      expect(await knockAt(boss, there)).toEqual(elsewhere);
    });

    it('excuses no key: it goes nowhere else, whosever it is', async () => {
      const [here, there] = [await somewhere(), await somewhere()];
      const boss = await inside(await staff('ADMIN'), here);
      const key = await makeApiKey(house.database, boss, ['permission.manage']);
      const asking = (as: SignedIn, id: number) =>
        house.call('GET', `/api/access/explanation?user=${id}&action=user.manage`, { as });
      expect(await knockAt(key, there, asking)).toEqual(strange);
      expect(await knockAt(boss, await somewhere(), asking)).toEqual(elsewhere);
    });

    it('keeps what is the provider’s for its administrators', async () => {
      const here = await somewhere();
      const engineer = await staff('ENGINEER');
      await assignTo(engineer, here);
      const who = await inside(engineer, here);
      for (const id of [administrator.principal.userId, engineer.id]) await knock(who, id);
      await judge();
      const reasons = (await told(1, 'access.foreign_attempt', engineer.id)).map(({ reason }) => reason);
      expect(reasons).toEqual(['foreign', 'foreign']);
    });
  });

  it('is done by two processes without telling twice', async () => {
    const { users } = await makeHouse(house.database, administrator.principal);
    const thief = users.ADMIN;
    for (const user of [victim.users.PM, victim.users.ADMIN]) await knock(thief, user.id);
    await Promise.all([judge(), judge()]);
    expect((await told(victim.tenant.id, 'access.foreign_attempt', thief.id)).length).toBe(2);
  });

  it('judges by itself within five seconds', async () => {
    const { users } = await makeHouse(house.database, administrator.principal);
    const loop = startJudge(house.kernel);
    await knock(users.ADMIN, victim.users.PM.id);
    const rows = () => told(victim.tenant.id, 'access.foreign_attempt', users.ADMIN.id);
    await expect.poll(async () => (await rows()).length, { timeout: 5000 }).toBe(1);
    await loop.stop();
  });
});

describe('refusals that come again and again', () => {
  it('are counted in one row after a while, then answered 429', async () => {
    const { users, tenant } = await makeHouse(house.database, administrator.principal);
    const statuses: number[] = [];
    for (let i = 0; i < 65; i++) statuses.push((await knock(users.ADMIN, 888_888)).status);
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429, 429, 429, 429]);
    const rows = async () =>
      (await told(tenant.id, 'user.manage', users.ADMIN.id)).map(({ repeats }) => Number(repeats));
    await expect.poll(async () => (await rows()).reduce((sum, n) => sum + n, 0), { timeout: 10_000 }).toBe(65);
    expect((await rows()).length).toBeLessThan(10);
  });
});
