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
import { numbering } from '#modules/numbering/module.ts';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { tickets } from '../module.ts';

const modules = [tenants, accounts, numbering, tickets];
let house: TestHouse;
let administrator: SignedIn;
let mine: House;
let others: House;
let engineer: SignedIn;

const counts = async (as: SignedIn): Promise<[string, number, number][]> => {
  const answer = await house.call('GET', '/api/ticket-counts', { as });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items.map((one: { code: string; unfinished: number; unassigned: number }) => [
    one.code,
    one.unfinished,
    one.unassigned,
  ]);
};

beforeAll(async () => {
  house = await startTestHouse(modules);
  const { database } = house;
  administrator = await makeProviderAdministrator(database);
  const by = administrator.principal;
  mine = await makeHouse(database, by, { modules });
  others = await makeHouse(database, by, { modules });
  const user = await makeUser(database, 1, { role: 'ENGINEER' });
  await assign(database, by, user, mine.tenant.id, 'ENGINEER');
  engineer = await signIn(database, user);
  const there = await actIn(database, await signIn(database, user), mine.tenant.code);
  const open = async (as: SignedIn, title: string) =>
    (await house.call('POST', '/api/tickets', { as, body: { kind: 'incident', title } })).body;
  const move = (id: number, body: object) => house.call('POST', `/api/tickets/${id}/transitions`, { as: there, body });
  for (const title of ['하나', '둘']) await open(mine.users.CUSTOMER, title);
  const taken = await open(mine.users.CUSTOMER, '셋');
  await move(taken.id, { action: 'assign', assigneeId: user.id });
  const ended = await open(mine.users.CUSTOMER, '넷');
  await move(ended.id, { action: 'cancel' });
  await open(others.users.CUSTOMER, '남의 것');
});
afterAll(() => house.close());

describe('/api/ticket-counts', () => {
  it('says in `*` how much waits in each tenant that one is assigned to, and how much of it is nobody’s', async () => {
    expect(await counts(engineer)).toEqual([[mine.tenant.code, 3, 2]]);
  });

  it('says it of every tenant to an administrator of the provider', async () => {
    const found = await counts(administrator);
    expect(found).toContainEqual([mine.tenant.code, 3, 2]);
    expect(found).toContainEqual([others.tenant.code, 1, 1]);
    expect(found.map(([code]) => code)).not.toContain('*');
  });

  it('says nothing where one acts in a tenant, nor to its own people, and is refused to a customer', async () => {
    const another = await makeProviderAdministrator(house.database);
    expect(await counts(await actIn(house.database, another, mine.tenant.code))).toEqual([]);
    expect(await counts(mine.users.ADMIN)).toEqual([]);
    expect((await house.call('GET', '/api/ticket-counts', { as: mine.users.CUSTOMER })).status).toBe(403);
    const key = await makeApiKey(house.database, mine.users.ADMIN, ['ticket.read']);
    expect((await house.call('GET', '/api/ticket-counts', { as: key })).status).toBe(403);
  });

  it('leaves out a tenant as soon as the assignment ends', async () => {
    const again = await makeProviderAdministrator(house.database);
    const { items } = (await house.call('GET', `/api/assignments?userId=${engineer.principal.userId}`, { as: again }))
      .body;
    await house.call('DELETE', `/api/assignments/${items[0].id}`, { as: again });
    expect(await counts(engineer)).toEqual([]);
  });

  it('takes no filter, and names what it does not know', async () => {
    const answer = await house.call('GET', '/api/ticket-counts?tenantId=2', { as: engineer });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, '/tenantId']);
  });
});
