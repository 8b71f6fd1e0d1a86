import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

let desk: Desk;
let categoryId: number;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  const [row] = await desk.database.asAdmin(
    "insert into madang.ticket_category (tenant_id, name) values ($1, 'Network') returning id",
    [desk.tenant.id],
  );
  categoryId = Number(row?.id);
});
afterAll(() => desk.close());

const patch = (who: TestActor, id: number, payload: object, match: string | null = '*') =>
  desk.ask(who, 'PATCH', `/api/tickets/${id}`, payload, match === null ? {} : { 'if-match': match });

describe('a change', () => {
  test('of every field is shown, counted and kept in history', async () => {
    const ticket = await desk.open(desk.customer, { body: 'old body' });
    const due = '2027-01-02T03:04:05.006Z';
    const wanted = { title: 'New title', body: 'new body', impact: 1, urgency: 1, tags: ['a', 'b'], due, categoryId };
    const answer = await patch(desk.engineer, ticket.id, wanted, '"1"');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      title: 'New title',
      body: 'new body',
      priority: 'p1',
      tags: ['a', 'b'],
      due,
      category: { id: categoryId, name: 'Network' },
      version: 2,
    });
    expect(answer.headers.etag).toMatch(/^"2\./);
    expect(answer.json().updatedAt > ticket.updatedAt).toBe(true);
    const history = (await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}/history`)).json();
    expect(history.items).toHaveLength(1);
    expect(history.items[0].change).toEqual([
      { field: 'title', from: ticket.title, to: 'New title' },
      { field: 'body', from: 'old body', to: 'new body' },
      { field: 'impact', from: 2, to: 1 },
      { field: 'urgency', from: 2, to: 1 },
      { field: 'tags', from: [], to: ['a', 'b'] },
      { field: 'due', from: null, to: due },
      { field: 'category', from: null, to: { id: categoryId, name: 'Network' } },
    ]);
    const back = await patch(desk.engineer, ticket.id, { due: null, categoryId: null, tags: [] });
    expect(back.json()).toMatchObject({ due: null, category: null, tags: [], version: 3 });
  });

  test('is found by its new words and tags, and no longer by the old ones', async () => {
    const ticket = await desk.open(desk.customer, { title: 'zebra crossing', tags: ['striped'] });
    await patch(desk.engineer, ticket.id, { title: 'giraffe crossing', tags: ['spotted'] });
    const find = async (query: string) =>
      (await desk.ask(desk.engineer, 'GET', `/api/tickets?${query}`)).json().items.length;
    expect(await Promise.all(['q=zebra', 'q=giraffe', 'tag=striped', 'tag=spotted'].map(find))).toEqual([0, 1, 0, 1]);
  });

  test('to what it is already is no change', async () => {
    const ticket = await desk.open(desk.customer);
    const answer = await patch(desk.engineer, ticket.id, { title: ticket.title, impact: ticket.impact, tags: [] });
    expect([answer.statusCode, answer.json().version]).toEqual([200, 1]);
  });

  test('needs If-Match, and a fresh one', async () => {
    const ticket = await desk.open(desk.customer);
    expect((await patch(desk.engineer, ticket.id, { impact: 1 }, null)).json()).toMatchObject({
      status: 428,
      code: 'http.if_match_required',
    });
    const etag = (await desk.ask(desk.engineer, 'GET', `/api/tickets/${ticket.id}`)).headers.etag as string;
    expect((await patch(desk.engineer, ticket.id, { impact: 1 }, etag)).statusCode).toBe(200);
    expect((await patch(desk.engineer, ticket.id, { impact: 3 }, etag)).statusCode).toBe(412);
  });

  test('of two at once with the same If-Match is done once', async () => {
    const ticket = await desk.open(desk.customer);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((at) => patch(desk.engineer, ticket.id, { title: `Title ${at}` }, '"1"')),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412, 412]);
  });

  test('is not for the customer whose ticket it is, nor anything for others', async () => {
    const ticket = await desk.open(desk.customer);
    expect((await patch(desk.customer, ticket.id, { title: 'Mine' })).statusCode).toBe(403);
    for (const who of [desk.neighbour, desk.stranger, desk.strangeCustomer]) {
      expect((await patch(who, ticket.id, { title: 'Theirs' })).statusCode).toBe(404);
    }
    const refusals = await desk.database.asAdmin(
      "select gate, actor_id from madang.audit where outcome = 'refused' and subject_id = $1 order by id",
      [String(ticket.id)],
    );
    expect(refusals.map(({ gate, actor_id }) => [gate, Number(actor_id)])).toEqual([
      ['permission', desk.customer.userId],
      [expect.stringMatching(/permission|row/), desk.neighbour.userId],
      ['tenant', desk.stranger.userId],
      ['tenant', desk.strangeCustomer.userId],
    ]);
  });

  test.each([
    [{}, 400, ''],
    [{ title: '' }, 400, '/title'],
    [{ title: 'x'.repeat(201) }, 400, '/title'],
    [{ due: 'tomorrow' }, 400, '/due'],
    [{ due: '2026-02-30T00:00:00Z' }, 400, '/due'],
    [{ status: 'closed' }, 400, '/status'],
    [{ number: 'SR-1' }, 400, '/number'],
    [{ categoryId: 987_654_321 }, 422, '/categoryId'],
  ])('%j is refused by name', async (payload, status, path) => {
    const ticket = await desk.open(desk.customer);
    const answer = await patch(desk.engineer, ticket.id, payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().errors[0].path).toBe(path);
  });

  test('to another tenant’s category is the same 422 as to none', async () => {
    const ticket = await desk.open(desk.stranger);
    const foreign = await patch(desk.stranger, ticket.id, { categoryId });
    const unknown = await patch(desk.stranger, ticket.id, { categoryId: 987_654_321 });
    expect({ ...foreign.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' });
    expect(foreign.statusCode).toBe(422);
  });
});

describe('one ticket', () => {
  test('is 404 for a neighbour, a stranger and an id that nobody has, on record', async () => {
    const ticket = await desk.open(desk.customer);
    for (const [who, id] of [
      [desk.neighbour, ticket.id],
      [desk.stranger, ticket.id],
      [desk.engineer, 987_654_321],
    ] as const) {
      const answer = await desk.ask(who, 'GET', `/api/tickets/${id}`);
      expect(answer.statusCode).toBe(404);
      const [row] = await desk.database.asAdmin(
        "select outcome from madang.audit where outcome = 'refused' and actor_id = $1 and subject_id = $2",
        [who.userId, String(id)],
      );
      expect(row).toBeDefined();
    }
  });

  test('is a 400 by a malformed id', async () => {
    for (const id of ['abc', '0', '-1', '1.5', '99999999999999999999']) {
      expect((await desk.ask(desk.engineer, 'GET', `/api/tickets/${id}`)).statusCode, id).toBe(400);
    }
  });
});
