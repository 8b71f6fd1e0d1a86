import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import type { PresenceList, TicketDetail } from '../contract.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

let desk: Desk;
let ticket: TicketDetail;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
});
beforeEach(async () => {
  ticket = await desk.open(desk.customer);
});
afterAll(() => desk.close());

const address = () => `/api/tickets/${ticket.id}/presence`;
const beat = (who: TestActor, writing = false) => desk.ask(who, 'PUT', address(), { writing });
const leave = (who: TestActor) => desk.ask(who, 'DELETE', address());
const seen = async (who: TestActor, writing = false) =>
  (await beat(who, writing)).json<PresenceList>().items.map((one) => [one.person.id, one.writing]);
const told = async () =>
  (
    await desk.database.asAdmin(
      "select change, audience from madang.outbox where topic = 'ticket_presence' and subject_id = $1 order by id",
      [ticket.id],
    )
  ).map(({ change }) => change);
const pass = (seconds: number) =>
  desk.database.asAdmin(
    "update madang.ticket_presence set seen_at = seen_at - $2 * interval '1 second' where ticket_id = $1",
    [ticket.id, seconds],
  );

test('colleagues see each other, and who is writing', async () => {
  expect(await seen(desk.engineer)).toEqual([]);
  expect(await seen(desk.admin)).toEqual([[desk.engineer.userId, false]]);
  expect(await seen(desk.engineer, true)).toEqual([[desk.admin.userId, false]]);
  expect(await seen(desk.admin)).toEqual([[desk.engineer.userId, true]]);
});

test('only what is news is told, and only to those who work on the ticket', async () => {
  for (const writing of [false, false, true, true, false]) await beat(desk.engineer, writing);
  expect((await leave(desk.engineer)).statusCode).toBe(204);
  expect((await leave(desk.engineer)).statusCode).toBe(204);
  expect(await told()).toEqual(['arrived', 'writing', 'stopped', 'left']);
  const audiences = await desk.database.asAdmin(
    "select distinct audience from madang.outbox where topic = 'ticket_presence'",
  );
  expect(audiences).toEqual([{ audience: 'ticket.work' }]);
});

test('a CUSTOMER is seen and sees nobody, whoever looks or writes', async () => {
  const alone = (await beat(desk.customer)).body;
  await beat(desk.engineer, true);
  await beat(desk.admin);
  expect((await beat(desk.customer)).body).toBe(alone);
  expect(alone).toBe('{"items":[]}');
  expect(await seen(desk.admin)).toContainEqual([desk.customer.userId, false]);
});

test('who gives no sign of life has gone, and comes again as if for the first time', async () => {
  await beat(desk.engineer);
  await pass(49);
  expect(await seen(desk.admin)).toEqual([[desk.engineer.userId, false]]);
  await pass(2);
  expect(await seen(desk.admin)).toEqual([]);
  const rows = await desk.database.asAdmin('select user_id from madang.ticket_presence where ticket_id = $1', [
    ticket.id,
  ]);
  expect(rows).toEqual([{ user_id: String(desk.admin.userId) }]);
  await beat(desk.engineer);
  expect(await told()).toEqual(['arrived', 'arrived', 'arrived']);
});

test('nothing is left behind of somebody who went on to another ticket without a word', async () => {
  await beat(desk.engineer);
  await pass(60);
  const before = ticket;
  ticket = await desk.open(desk.customer);
  await beat(desk.engineer);
  const rows = await desk.database.asAdmin('select ticket_id from madang.ticket_presence where ticket_id = any ($1)', [
    [before.id, ticket.id],
  ]);
  expect(rows).toEqual([{ ticket_id: String(ticket.id) }]);
});

test('a ticket that one may not read is not there', async () => {
  for (const who of [desk.neighbour, desk.stranger, desk.strangeCustomer]) {
    expect((await beat(who)).statusCode).toBe(404);
    expect((await leave(who)).statusCode).toBe(404);
  }
  expect(await told()).toEqual([]);
});

test.each([
  [{}, '/writing'],
  [{ writing: 'yes' }, '/writing'],
  [{ writing: true, note: 'x' }, '/note'],
])('%j is a 400 that names the field', async (payload, path) => {
  const answer = await desk.ask(desk.engineer, 'PUT', address(), payload);
  expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, path]);
});
