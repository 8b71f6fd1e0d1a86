import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import type { TicketDetail, TicketMessageList } from '../contract.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

let desk: Desk;
let ticket: TicketDetail;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  ticket = await desk.open(desk.customer);
});
afterAll(() => desk.close());

const say = (who: TestActor, kind: 'comments' | 'notes', body: string, id = ticket.id) =>
  desk.ask(who, 'POST', `/api/tickets/${id}/${kind}`, { body });
const list = (who: TestActor, kind: 'comments' | 'notes' | 'history', query = '', id = ticket.id) =>
  desk.ask(who, 'GET', `/api/tickets/${id}/${kind}${query}`);

describe('a public reply', () => {
  test('is read by both sides, newest first, in pages', async () => {
    const { id } = await desk.open(desk.customer);
    for (const [who, body] of [
      [desk.customer, 'first <b>bold</b>'],
      [desk.engineer, 'second'],
      [desk.customer, 'third'],
    ] as const) {
      const answer = await say(who, 'comments', body, id);
      expect([answer.statusCode, answer.json()]).toMatchObject([201, { body, author: { id: who.userId } }]);
    }
    const page = (await list(desk.engineer, 'comments', '?limit=2', id)).json<TicketMessageList>();
    expect(page.items.map(({ body }) => body)).toEqual(['third', 'second']);
    const rest = (
      await list(desk.engineer, 'comments', `?limit=2&cursor=${page.nextCursor}`, id)
    ).json<TicketMessageList>();
    expect(rest.items.map(({ body }) => body)).toEqual(['first <b>bold</b>']);
    expect(rest.nextCursor).toBeNull();
  });

  test('honours If-Match: whoever answers an older version is told', async () => {
    const { id } = await desk.open(desk.customer);
    const stale = { 'if-match': '"9"' };
    for (const kind of ['comments', 'notes']) {
      const answer = await desk.ask(desk.engineer, 'POST', `/api/tickets/${id}/${kind}`, { body: 'late' }, stale);
      expect(answer.statusCode).toBe(412);
    }
    const right = { 'if-match': '"1"' };
    expect(
      (await desk.ask(desk.engineer, 'POST', `/api/tickets/${id}/comments`, { body: 'x' }, right)).statusCode,
    ).toBe(201);
  });

  test('is refused once the request has ended, to both sides; colleagues may still leave a note', async () => {
    const { id } = await desk.open(desk.customer);
    await desk.ask(desk.engineer, 'POST', `/api/tickets/${id}/transitions`, { action: 'cancel' });
    for (const who of [desk.customer, desk.engineer]) {
      const answer = await say(who, 'comments', 'late', id);
      expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'tickets.closed' }]);
    }
    expect((await list(desk.customer, 'comments', '', id)).json<TicketMessageList>().items).toEqual([]);
    expect((await say(desk.engineer, 'notes', 'for the record', id)).statusCode).toBe(201);
    expect((await say(desk.neighbour, 'comments', 'late', id)).statusCode).toBe(404);
  });

  test('moves only the ticket’s time of change', async () => {
    const before = (await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}`)).json<TicketDetail>();
    await say(desk.engineer, 'comments', 'hello');
    const after = (await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}`)).json<TicketDetail>();
    expect(after.updatedAt > before.updatedAt).toBe(true);
    expect({ ...after, updatedAt: '' }).toEqual({ ...before, updatedAt: '' });
  });

  test('is not there for a neighbour or a stranger', async () => {
    for (const who of [desk.neighbour, desk.stranger, desk.strangeCustomer]) {
      expect((await say(who, 'comments', 'hello')).statusCode).toBe(404);
      expect((await list(who, 'comments')).statusCode).toBe(404);
      expect((await list(who, 'history')).statusCode).toBe(404);
    }
  });

  test.each([
    [{}, '/body'],
    [{ body: '' }, '/body'],
    [{ body: '  \n ' }, '/body'],
    [{ body: 'x'.repeat(100_001) }, '/body'],
    [{ body: 'a', internal: true }, '/internal'],
  ])('%j is a 400 that names the field', async (payload, path) => {
    const answer = await desk.ask(desk.customer, 'POST', `/api/tickets/${ticket.id}/comments`, payload);
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, path]);
  });

  test('with the same Idempotency-Key is written once', async () => {
    const { id } = await desk.open(desk.customer);
    const headers = { 'idempotency-key': 'reply-once' };
    const send = () => desk.ask(desk.customer, 'POST', `/api/tickets/${id}/comments`, { body: 'once' }, headers);
    const [first, again] = [await send(), await send()];
    expect(again.json()).toEqual(first.json());
    expect((await list(desk.customer, 'comments', '', id)).json().items).toHaveLength(1);
  });
});

describe('an internal note', () => {
  test('is for those who work on tickets', async () => {
    const answer = await say(desk.engineer, 'notes', 'the switch is old');
    expect([answer.statusCode, answer.json().body]).toEqual([201, 'the switch is old']);
    const notes = (await list(desk.admin, 'notes')).json<TicketMessageList>();
    expect(notes.items[0]).toMatchObject({ body: 'the switch is old', author: { id: desk.engineer.userId } });
  });

  test('is a path that does not exist for a CUSTOMER, on an own ticket too', async () => {
    const other = (await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}/nonsense`)).json();
    for (const answer of [await list(desk.customer, 'notes'), await say(desk.customer, 'notes', 'may I?')]) {
      const body = answer.json();
      expect(answer.statusCode).toBe(404);
      expect({ ...body, requestId: '' }).toEqual({ ...other, requestId: '' });
    }
  });

  test('is not there for a stranger', async () => {
    expect((await list(desk.stranger, 'notes')).statusCode).toBe(404);
    expect((await say(desk.stranger, 'notes', 'hello')).statusCode).toBe(404);
  });

  test('changes nothing that a CUSTOMER can observe', async () => {
    const own = await desk.open(desk.customer, { title: 'quiet ticket' });
    await desk.open(desk.customer, { title: 'a newer ticket' });
    const urls = [
      `/api/tickets/${own.id}`,
      `/api/tickets/${own.id}/comments`,
      `/api/tickets/${own.id}/history`,
      '/api/tickets',
      '/api/tickets?sort=-updatedAt',
      '/api/tickets?q=gremlin',
      '/api/tickets?q=quiet',
    ];
    const look = () =>
      Promise.all(
        urls.map(async (url) => {
          const answer = await desk.ask(desk.customer, 'GET', url);
          return [answer.statusCode, answer.body, answer.headers.etag];
        }),
      );
    const before = await look();
    expect((await say(desk.engineer, 'notes', 'a gremlin sits in the quiet printer', own.id)).statusCode).toBe(201);
    expect(await look()).toEqual(before);
    const events = await desk.database.asAdmin(
      'select topic, audience from madang.outbox where subject_id = $1 order by id',
      [own.id],
    );
    expect(events).toEqual([
      { topic: 'tickets', audience: null },
      { topic: 'ticket_notes', audience: 'ticket.work' },
    ]);
    const found = (await desk.ask(desk.engineer, 'GET', '/api/tickets?q=gremlin')).json();
    expect(found.items.map(({ id }: { id: number }) => id)).toEqual([own.id]);
  });
});
