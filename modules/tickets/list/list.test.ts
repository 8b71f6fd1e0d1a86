import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import type { Ticket, TicketList } from '../contract.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

let desk: Desk;
let opened: Ticket[];
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  opened = [];
  for (let at = 0; at < 24; at++) {
    const who = [desk.customer, desk.neighbour, desk.engineer][at % 3] ?? desk.customer;
    opened.push(
      await desk.open(who, {
        kind: at % 4 === 0 ? 'incident' : 'service_request',
        title: `Ticket ${at}`,
        impact: (at % 3) + 1,
        urgency: (at % 2) + 1,
        tags: at % 5 === 0 ? ['vpn', `n${at}`] : [],
      }),
    );
  }
  for (const [at, ticket] of opened.entries()) await shape(at, ticket.id);
  opened = (await all(desk.engineer, '')).sort((a, b) => a.id - b.id);
});
afterAll(() => desk.close());

const shape = async (at: number, id: number): Promise<void> => {
  const move = (payload: object) => desk.ask(desk.engineer, 'POST', `/api/tickets/${id}/transitions`, payload);
  if (at % 3 === 1) await move({ action: 'assign', assigneeId: desk.engineer.userId });
  if (at % 6 === 1) await move({ action: 'start' });
  if (at % 12 === 1) await move({ action: 'wait_vendor', reason: 'parts' });
  if (at % 6 === 4) await move({ action: 'resolve', resolution: 'done' });
  if (at % 12 === 2) await move({ action: 'cancel' });
  if (at % 7 === 0) {
    const due = new Date(Date.UTC(at % 2 ? 2027 : 2025, 0, 1 + ((at * 5) % 11))).toISOString();
    await desk.ask(desk.engineer, 'PATCH', `/api/tickets/${id}`, { due }, { 'if-match': '*' });
  }
};

/** Every page of a list, with a small limit. */
const all = async (who: TestActor, query: string, limit = 5): Promise<Ticket[]> => {
  const items: Ticket[] = [];
  let cursor: string | null = null;
  do {
    const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await desk.ask(who, 'GET', `/api/tickets?limit=${limit}${query}${from}`);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    const page: TicketList = answer.json();
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
};

const isOverdue = ({ due, statusCategory }: Ticket): boolean =>
  due !== null && due < new Date().toISOString() && (statusCategory === 'open' || statusCategory === 'paused');

type Filter = readonly [query: string, fits: (ticket: Ticket) => boolean];
const filters = (): Filter[] => [
  ['', () => true],
  ['&status=received', ({ status }) => status === 'received'],
  ['&status=received&status=assigned', ({ status }) => status === 'received' || status === 'assigned'],
  ['&statusCategory=open', ({ statusCategory }) => statusCategory === 'open'],
  [
    '&statusCategory=paused&statusCategory=resolved',
    ({ statusCategory }) => statusCategory === 'paused' || statusCategory === 'resolved',
  ],
  ['&statusCategory=open&status=resolved', () => false],
  ['&kind=incident', ({ kind }) => kind === 'incident'],
  ['&kind=incident&status=received', ({ kind, status }) => kind === 'incident' && status === 'received'],
  ['&kind=incident&kind=service_request', () => true],
  ['&priority=p1', ({ priority }) => priority === 'p1'],
  ['&priority=p2&priority=p4', ({ priority }) => priority === 'p2' || priority === 'p4'],
  ['&assignee=none', ({ assignee }) => assignee === null],
  ['&assignee=me', ({ assignee }) => assignee?.id === desk.engineer.userId],
  [`&assignee=${desk.engineer.userId}&assignee=none`, () => true],
  ['&assignee=99999999', () => false],
  [`&requester=${desk.customer.userId}`, ({ requester }) => requester.id === desk.customer.userId],
  ['&requester=me', ({ requester }) => requester.id === desk.engineer.userId],
  [
    `&requester=${desk.customer.userId}&requester=${desk.neighbour.userId}&kind=service_request`,
    ({ requester, kind }) => requester.id !== desk.engineer.userId && kind === 'service_request',
  ],
  ['&tag=vpn', ({ tags }) => tags.includes('vpn')],
  ['&tag=n5&tag=n10', ({ tags }) => tags.includes('n5') || tags.includes('n10')],
  ['&due=overdue', isOverdue],
  ['&due=overdue&kind=incident', (ticket) => isOverdue(ticket) && ticket.kind === 'incident'],
  ['&due=overdue&status=received&q=ticket', (ticket) => isOverdue(ticket) && ticket.status === 'received'],
  ['&tag=vpn&kind=incident', ({ tags, kind }) => tags.includes('vpn') && kind === 'incident'],
];

const orders: Readonly<Record<string, (a: Ticket, b: Ticket) => number>> = {
  '-createdAt': (a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id,
  createdAt: (a, b) => a.createdAt.localeCompare(b.createdAt) || a.id - b.id,
  '-updatedAt': (a, b) => b.updatedAt.localeCompare(a.updatedAt) || b.id - a.id,
  priority: (a, b) => a.priority.localeCompare(b.priority) || a.createdAt.localeCompare(b.createdAt) || a.id - b.id,
  due: (a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.id - b.id,
};

describe('a list', () => {
  test('has whole pages in order for every filter and sort', async () => {
    for (const [query, fits] of filters()) {
      for (const [sort, compare] of Object.entries(orders)) {
        const found = await all(desk.engineer, `${query}&sort=${sort}`);
        const expected = opened.filter(fits).sort(compare);
        expect(
          found.map(({ id }) => id),
          `${query}&sort=${sort}`,
        ).toEqual(expected.map(({ id }) => id));
      }
    }
  }, 120_000);

  test('is newest first unless it is told otherwise', async () => {
    const found = await all(desk.engineer, '', 50);
    expect(found).toEqual([...opened].sort(orders['-createdAt']));
  });

  test('of a CUSTOMER holds own tickets only, whatever is asked', async () => {
    for (const [query, fits] of filters()) {
      const found = await all(desk.customer, query);
      const mine = opened.filter((ticket) => ticket.requester.id === desk.customer.userId);
      const asked = query.includes('=me') ? [] : mine.filter(fits);
      if (!query.includes('requester=me'))
        expect(found.map(({ id }) => id).sort(), query).toEqual(asked.map(({ id }) => id).sort());
    }
    expect(await all(desk.customer, '&requester=me')).toHaveLength(8);
  });

  test('of another tenant is empty', async () => {
    expect(await all(desk.stranger, '')).toEqual([]);
    expect(await all(desk.stranger, `&requester=${desk.customer.userId}`)).toEqual([]);
  });

  test('carries what the reader may do with each', async () => {
    const [first] = await all(desk.engineer, '');
    expect(first?.abilities).toEqual(['ticket.read', 'ticket.comment', 'ticket.work']);
    const [own] = await all(desk.customer, '');
    expect(own?.abilities).toEqual(['ticket.read', 'ticket.comment']);
  });

  test('shows the first 500 characters of a body', async () => {
    await desk.open(desk.stranger, { body: '가'.repeat(600) });
    const [found] = await all(desk.stranger, '');
    expect(found?.body).toBe('가'.repeat(500));
  });
});

describe('bad input is a 400 that names the field', () => {
  test.each([
    ['status=lost', '/status/0'],
    ['statusCategory=warm', '/statusCategory/0'],
    ['kind=wish', '/kind/0'],
    ['priority=p9', '/priority/0'],
    ['assignee=somebody', '/assignee/0'],
    ['requester=-1', '/requester/0'],
    ['due=later', '/due/0'],
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['sort=title', '/sort'],
    ['colour=red', '/colour'],
    ['cursor=abc', '/cursor'],
  ])('%s', async (query, path) => {
    const answer = await desk.ask(desk.engineer, 'GET', `/api/tickets?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].path).toBe(path);
  });

  test('a cursor of somebody else, of another filter or of another tenant', async () => {
    const { nextCursor } = (await desk.ask(desk.engineer, 'GET', '/api/tickets?limit=2')).json<TicketList>();
    const with_ = (who: TestActor, query: string) =>
      desk.ask(who, 'GET', `/api/tickets?limit=2&cursor=${encodeURIComponent(nextCursor ?? '')}${query}`);
    expect((await with_(desk.engineer, '')).statusCode).toBe(200);
    for (const answer of [with_(desk.admin, ''), with_(desk.stranger, ''), with_(desk.engineer, '&kind=incident')]) {
      expect((await answer).json()).toMatchObject({ status: 400, code: 'http.cursor_invalid' });
    }
  });
});
