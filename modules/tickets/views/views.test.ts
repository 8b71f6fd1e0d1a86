import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';
import type { TicketView } from './contract.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
});
afterAll(() => desk.close());

const mine = { status: ['received' as const], assignee: ['me'], due: ['overdue' as const], sort: 'due' as const };
const make = async (who: TestActor, name: string, search: object = mine): Promise<TicketView> => {
  const answer = await desk.ask(who, 'POST', '/api/ticket-views', { name, search });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
};
const listed = async (who: TestActor): Promise<TicketView[]> =>
  (await desk.ask(who, 'GET', '/api/ticket-views')).json().items;
const any = { 'if-match': '*' };

describe('a view', () => {
  test('is kept, listed, renamed, changed and removed by its owner', async () => {
    const view = await make(desk.engineer, '  오늘 할 일  ');
    expect(view).toMatchObject({ name: '오늘 할 일', search: mine, version: 1 });
    expect(await listed(desk.engineer)).toEqual([view]);
    const url = `/api/ticket-views/${view.id}`;
    const renamed = await desk.ask(desk.engineer, 'PATCH', url, { name: '내 일' }, any);
    expect(renamed.json()).toEqual({ ...view, name: '내 일', version: 2 });
    const changed = await desk.ask(desk.engineer, 'PATCH', url, { search: { q: 'vpn' } }, { 'if-match': '"2"' });
    expect(changed.json()).toMatchObject({ name: '내 일', search: { q: 'vpn' }, version: 3 });
    expect((await desk.ask(desk.engineer, 'PATCH', url, { name: 'late' }, { 'if-match': '"2"' })).statusCode).toBe(412);
    expect((await desk.ask(desk.engineer, 'DELETE', url)).statusCode).toBe(204);
    expect(await listed(desk.engineer)).toEqual([]);
    const rows = await desk.database.asAdmin(
      "select action from madang.audit where subject_type = 'ticket_view' and outcome <> 'refused' order by id",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'ticket_view.create',
      'ticket_view.change',
      'ticket_view.change',
      'ticket_view.remove',
    ]);
  });

  test('is a CUSTOMER’s as well', async () => {
    const view = await make(desk.customer, '기다리는 것');
    expect(await listed(desk.customer)).toEqual([view]);
  });

  test('is nobody else’s: not the administrator’s, not another tenant’s', async () => {
    const { id } = await make(desk.engineer, 'own');
    for (const who of [desk.admin, desk.pm, desk.customer, desk.stranger]) {
      expect((await listed(who)).map((view) => view.id)).not.toContain(id);
      const change = await desk.ask(who, 'PATCH', `/api/ticket-views/${id}`, { name: 'stolen' }, any);
      expect(change.statusCode).toBe(404);
      expect((await desk.ask(who, 'DELETE', `/api/ticket-views/${id}`)).statusCode).toBe(404);
    }
    expect((await listed(desk.engineer)).map((view) => view.id)).toContain(id);
  });

  test('has a name that its owner has not yet; others may have the same', async () => {
    const first = await make(desk.pm, 'same');
    const second = await make(desk.pm, 'other');
    const again = await desk.ask(desk.pm, 'POST', '/api/ticket-views', { name: 'same', search: {} });
    expect(again.statusCode).toBe(422);
    expect(again.json()).toMatchObject({ code: 'tickets.view_name_taken', errors: [{ path: '/name' }] });
    const renamed = await desk.ask(desk.pm, 'PATCH', `/api/ticket-views/${second.id}`, { name: 'same' }, any);
    expect(renamed.statusCode).toBe(422);
    const kept = await desk.ask(desk.pm, 'PATCH', `/api/ticket-views/${first.id}`, { name: 'same' }, any);
    expect(kept.statusCode).toBe(200);
    await make(desk.admin, 'same');
  });

  test('is one of at most fifty', async () => {
    for (let at = 0; at < 50; at++) await make(desk.neighbour, `view ${at}`, {});
    const more = await desk.ask(desk.neighbour, 'POST', '/api/ticket-views', { name: 'one more', search: {} });
    expect(more.statusCode).toBe(422);
    expect(more.json().code).toBe('tickets.view_limit');
  });
});

test.each([
  [{ name: '', search: {} }, '/name'],
  [{ name: '   ', search: {} }, '/name'],
  [{ name: 'a'.repeat(61), search: {} }, '/name'],
  [{ name: 'a' }, '/search'],
  [{ name: 'a', search: { status: ['lost'] } }, '/search/status/0'],
  [{ name: 'a', search: { colour: ['red'] } }, '/search/colour'],
  [{ name: 'a', search: { cursor: 'x' } }, '/search/cursor'],
])('bad input %j is a 400 that names %s', async (body, path) => {
  const answer = await desk.ask(desk.engineer, 'POST', '/api/ticket-views', body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors[0].path).toBe(path);
});
