import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
});
afterAll(() => desk.close());

const year = Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Seoul', year: 'numeric' }).format());

describe('opening a ticket', () => {
  test('answers it with its number, its place and its ETag', async () => {
    const answer = await desk.ask(desk.customer, 'POST', '/api/tickets', {
      kind: 'incident',
      title: '<script>alert(1)</script> 네트워크가 끊깁니다',
      body: '**굵게** <img src=x onerror=alert(1)>',
      impact: 1,
      urgency: 2,
      tags: [' network ', 'vpn', 'network'],
    });
    expect(answer.statusCode).toBe(201);
    const ticket = answer.json();
    expect(ticket).toMatchObject({
      number: `INC-${year}-000001`,
      kind: 'incident',
      title: '<script>alert(1)</script> 네트워크가 끊깁니다',
      body: '**굵게** <img src=x onerror=alert(1)>',
      channel: 'portal',
      status: 'received',
      statusCategory: 'open',
      priority: 'p2',
      requester: { id: desk.customer.userId },
      onBehalfOf: null,
      assignee: null,
      category: null,
      tags: ['network', 'vpn'],
      version: 1,
      abilities: ['ticket.read', 'ticket.comment'],
      actions: [{ action: 'cancel', to: 'cancelled', requires: [], final: true }],
    });
    expect(answer.headers.location).toBe(`/api/tickets/${ticket.id}`);
    expect(answer.headers.etag).toMatch(/^"1\./);
    const read = await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}`);
    expect(read.json()).toEqual(ticket);
  });

  test('leaves an audit row, a ledger entry and an event', async () => {
    const ticket = await desk.open(desk.customer);
    const [audit] = await desk.database.asAdmin(
      "select actor_id, action, changes from madang.audit where subject_type = 'ticket' and subject_id = $1",
      [String(ticket.id)],
    );
    expect(audit).toEqual({
      actor_id: String(desk.customer.userId),
      action: 'ticket.create',
      changes: { number: { from: null, to: ticket.number } },
    });
    const [ledger] = await desk.database.asAdmin(
      'select number, state from madang.numbering_ledger where subject_id = $1',
      [ticket.id],
    );
    expect(ledger).toEqual({ number: ticket.number, state: 'used' });
    const events = await desk.database.asAdmin('select topic, change from madang.outbox where subject_id = $1', [
      ticket.id,
    ]);
    expect(events).toEqual([{ topic: 'tickets', change: 'created' }]);
  });

  test('numbers many at once without a gap and none twice', async () => {
    const opened = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        desk.open(at % 2 ? desk.customer : desk.engineer, { title: `Request ${at}` }),
      ),
    );
    const sequences = opened.map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(sequences).toEqual(sequences.map((_, at) => (sequences[0] ?? 0) + at));
  });

  test('leaves out one that refers to what is not there, and its neighbours get theirs', async () => {
    const wrong = { kind: 'service_request', title: 'Bad reference', categoryId: 999_999_999 };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        desk.ask(
          desk.engineer,
          'POST',
          '/api/tickets',
          at === 7 ? wrong : { kind: 'service_request', title: `Good ${at}` },
        ),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(19);
    expect(answers[7]?.statusCode).toBe(422);
    expect(answers[7]?.json()).toMatchObject({ code: 'tickets.category_unknown', errors: [{ path: '/categoryId' }] });
    const [{ gaps } = {}] = await desk.database.asAdmin(
      `select count(*)::int as gaps from madang.numbering_counter c
       where c.last <> (select count(*) from madang.numbering_ledger l
         where l.tenant_id = c.tenant_id and l.rule_id = c.rule_id and l.period = c.period)`,
    );
    expect(gaps).toBe(0);
  });

  test.each([
    ['no title', { kind: 'incident' }, '/title'],
    ['a title of spaces', { kind: 'incident', title: '   ' }, '/title'],
    ['a title of 201 syllables', { kind: 'incident', title: '가'.repeat(201) }, '/title'],
    ['a title of 10,000 characters', { kind: 'incident', title: 'a'.repeat(10_000) }, '/title'],
    ['a body of 100,001 characters', { kind: 'incident', title: 'a', body: 'b'.repeat(100_001) }, '/body'],
    ['a title of two lines', { kind: 'incident', title: 'a\nb' }, '/title'],
    ['a title that turns around', { kind: 'incident', title: 'invoice\u202efdp.exe' }, '/title'],
    ['an unknown kind', { kind: 'wish', title: 'a' }, '/kind'],
    ['an unknown field', { kind: 'incident', title: 'a', colour: 'red' }, '/colour'],
    ['an impact out of range', { kind: 'incident', title: 'a', impact: 4 }, '/impact'],
    ['a number as text', { kind: 'incident', title: 'a', urgency: '1' }, '/urgency'],
    ['21 tags', { kind: 'incident', title: 'a', tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }, '/tags'],
    ['a tag of 51 characters', { kind: 'incident', title: 'a', tags: ['x'.repeat(51)] }, '/tags/0'],
  ])('refuses %s by name', async (_, payload, path) => {
    const answer = await desk.ask(desk.customer, 'POST', '/api/tickets', payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].path).toBe(path);
  });

  test('takes 200 syllables of Hangul and 100,000 characters', async () => {
    const title = '가'.repeat(200);
    const body = '나'.repeat(100_000);
    const ticket = await desk.open(desk.customer, { title, body });
    expect([ticket.title, ticket.body.length]).toEqual([title, 100_000]);
  });

  test('gives the same answer to the same Idempotency-Key', async () => {
    const payload = { kind: 'service_request', title: 'Once only' };
    const key = { 'idempotency-key': 'ticket-once' };
    const first = await desk.ask(desk.customer, 'POST', '/api/tickets', payload, key);
    const again = await desk.ask(desk.customer, 'POST', '/api/tickets', payload, key);
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json()).toEqual(first.json());
    const other = await desk.ask(desk.customer, 'POST', '/api/tickets', { ...payload, title: 'Other' }, key);
    expect(other.statusCode).toBe(422);
  });
});

test('too few numbers for a batch are given to the first of it, and the others get 422 with nothing written', async () => {
  const [{ last } = {}] = await desk.database.asAdmin(
    `update madang.numbering_counter c set last = 999990 from madang.numbering_rule r
     where r.tenant_id = c.tenant_id and r.id = c.rule_id and r.tenant_id = $1 and r.code = 'ticket.incident' returning c.last`,
    [desk.tenant.id],
  );
  expect(Number(last)).toBe(999_990);
  const answers = await Promise.all(
    Array.from({ length: 14 }, (_, at) =>
      desk.ask(desk.customer, 'POST', '/api/tickets', { kind: 'incident', title: `Last ${at}` }),
    ),
  );
  const made = answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json().number);
  expect(made.sort()).toEqual(Array.from({ length: 9 }, (_, at) => `INC-${year}-99999${at + 1}`));
  const refused = answers.filter(({ statusCode }) => statusCode === 422);
  expect(refused.map((answer) => answer.json().code)).toEqual(Array(5).fill('numbering.overflow'));
  const [{ count } = {}] = await desk.database.asAdmin("select count(*)::int from madang.ticket where title ~ '^Last'");
  expect(count).toBe(9);
});

test('a ticket of New Year’s first hour in Seoul counts in the new year', async () => {
  const midnight = new Date('2026-12-31T15:00:30Z');
  const late = await openDesk([numbering, tickets], { clock: () => midnight });
  const ticket = await late.open(late.customer);
  expect(ticket).toMatchObject({ number: 'SR-2027-000001', createdAt: midnight.toISOString() });
  await late.close();
});

describe('on behalf of somebody', () => {
  test('staff open a ticket that is then theirs', async () => {
    const ticket = await desk.open(desk.engineer, { onBehalfOf: desk.customer.userId });
    expect(ticket).toMatchObject({ requester: { id: desk.engineer.userId }, onBehalfOf: { id: desk.customer.userId } });
    expect((await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}`)).statusCode).toBe(200);
    expect((await desk.ask(desk.neighbour, 'GET', `/api/tickets/${ticket.id}`)).statusCode).toBe(404);
  });

  test('a CUSTOMER is refused, on record', async () => {
    const payload = { kind: 'incident', title: 'For my neighbour', onBehalfOf: desk.neighbour.userId };
    const answer = await desk.ask(desk.customer, 'POST', '/api/tickets', payload);
    expect(answer.statusCode).toBe(403);
    const refusals = await desk.database.asAdmin(
      "select gate, action from madang.audit where outcome = 'refused' and actor_id = $1",
      [desk.customer.userId],
    );
    expect(refusals).toContainEqual({ gate: 'permission', action: 'ticket.work' });
  });

  test('a person of another tenant and one who does not exist are the same 422', async () => {
    const ask = (onBehalfOf: number) =>
      desk.ask(desk.engineer, 'POST', '/api/tickets', { kind: 'incident', title: 'a', onBehalfOf });
    const [foreign, unknown] = await Promise.all([ask(desk.stranger.userId), ask(987_654_321)]);
    expect([foreign.statusCode, unknown.statusCode]).toEqual([422, 422]);
    expect({ ...foreign.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' });
    expect(foreign.json().errors[0].path).toBe('/onBehalfOf');
  });
});
