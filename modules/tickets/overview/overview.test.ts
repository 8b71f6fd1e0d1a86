import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleActor } from '#modules/accounts/api.ts';
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
import { makeTenant } from '#modules/tenants/factory.ts';
import { tenants } from '#modules/tenants/module.ts';
import { clientConfig } from '#platform/db/connection.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { tickets } from '../module.ts';
import { countOpenTickets } from './queries.ts';

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
  const open = async (as: SignedIn, title: string, kind = 'incident') =>
    (await house.call('POST', '/api/tickets', { as, body: { kind, title } })).body;
  const move = (id: number, body: object) => house.call('POST', `/api/tickets/${id}/transitions`, { as: there, body });
  for (const title of ['하나', '둘']) await open(mine.users.CUSTOMER, title);
  for (const title of ['셋', '넷']) {
    const taken = await open(mine.users.CUSTOMER, title, 'service_request');
    await move(taken.id, { action: 'assign', assigneeId: user.id });
  }
  const ended = await open(mine.users.CUSTOMER, '다섯');
  await move(ended.id, { action: 'cancel' });
  await open(others.users.CUSTOMER, '남의 것');
});
afterAll(() => house.close());

describe('/api/ticket-counts', () => {
  it('says in `*` how much waits in each tenant that one is assigned to, and how much of it is nobody’s', async () => {
    expect(await counts(engineer)).toEqual([[mine.tenant.code, 4, 2]]);
  });

  it('says it of every tenant to an administrator of the provider', async () => {
    const found = await counts(administrator);
    expect(found).toContainEqual([mine.tenant.code, 4, 2]);
    expect(found).toContainEqual([others.tenant.code, 1, 1]);
    expect(found.map(([code]) => code)).not.toContain('*');
  });

  it('says where counting stops, and whether these are all tenants', async () => {
    const { body } = await house.call('GET', '/api/ticket-counts', { as: engineer });
    expect([body.complete, body.countedUpTo]).toEqual([true, 1000]);
  });

  it('counts what is nobody’s by itself, so that it is right where counting the rest has stopped', async () => {
    const { principal } = administrator;
    const upTo = (tenantsAtMost: number, most: number) =>
      tenantTx(house.database.app, { tenantId: 1, proof: null, actor: consoleActor }, (tx) =>
        tx.run(countOpenTickets(principal.actingId, ['ADMIN'], tenantsAtMost, most)),
      );
    expect(await upTo(200, 2)).toContainEqual(
      expect.objectContaining({ code: mine.tenant.code, unfinished: 2, unassigned: 2 }),
    );
    expect(await upTo(1, 2)).toHaveLength(1);
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

it('reads no ticket to count them: indexes alone say how many there are', async () => {
  const { database } = house;
  await database.asAdmin(
    `insert into madang.ticket (tenant_id, number, kind, title, channel, requester_id, owner_id, assignee_id, tags,
       created_at, updated_at)
     select p.tenant, 'X-' || n, 'incident', 'Ticket ' || n, 'api', p.person, p.person, case when n % 7 < 5 then p.person end,
       '{}', now(), now()
     from generate_series(1, 10000) n
     cross join lateral (select case when n % 10 = 0 then $1::int else $2::int end as tenant,
       case when n % 10 = 0 then $3::bigint else $4::bigint end as person) p`,
    [mine.tenant.id, others.tenant.id, mine.users.CUSTOMER.principal.userId, others.users.CUSTOMER.principal.userId],
  );
  await database.asAdmin('vacuum analyze madang.ticket');
  const again = await makeProviderAdministrator(database);
  const client = new pg.Client(clientConfig({ url: database.url, applicationName: 'plans', statementTimeout: 0 }));
  await client.connect();
  const plans: string[] = [];
  client.on('notice', ({ message }) => plans.push(String(message)));
  // What a planner takes for ten thousand rows is its own affair; here it is asked whether the indexes are enough.
  await client.query(`set enable_seqscan = off; set enable_bitmapscan = off; load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set auto_explain.log_level = notice; begin; set local app.tenant_id = 1`);
  const { rows } = await client.query("select * from madang.count_open_tickets($1, '{ADMIN}', 201, 1000)", [
    again.principal.actingId,
  ]);
  await client.end();
  expect(rows).toContainEqual(expect.objectContaining({ id: others.tenant.id, unfinished: 1000, unassigned: 1000 }));
  const plan = plans.find((text) => text.includes('ticket_unassigned_idx')) ?? plans.join('\n');
  expect(plan).toMatch(/Index Only Scan using ticket_status_idx on ticket t/);
  expect(plan).toMatch(/Index Only Scan using ticket_unassigned_idx on ticket t/);
});

it('says when there are more tenants than it tells of', async () => {
  const again = await makeProviderAdministrator(house.database);
  for (let made = 0; made < 201; made += 1) await makeTenant(house.database, again.principal);
  const { body } = await house.call('GET', '/api/ticket-counts', { as: again });
  expect([body.items.length, body.complete]).toEqual([200, false]);
});
