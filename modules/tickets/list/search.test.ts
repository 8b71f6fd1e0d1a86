import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import type { Ticket } from '../contract.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

const words = [
  'printer',
  'print',
  'paper',
  'VPN',
  '프린터',
  '프린트',
  '린터',
  '용지',
  'a4용지',
  '안됨',
  'wi-fi',
  'jam',
];

type Known = { readonly ticket: Ticket; readonly ownerId: number; readonly texts: string[]; readonly notes: string[] };

let desk: Desk;
const known: Known[] = [];

/** Every filter has some that it fits and some that it does not. */
const openOne = async (who: TestActor, at: number, words: { title: string; body: string }): Promise<Ticket> => {
  const ticket = await desk.open(who, {
    ...words,
    kind: at % 2 ? 'incident' : 'service_request',
    tags: at % 3 === 1 ? [] : ['vpn'],
    ...(at % 5 === 0 ? { impact: 1, urgency: 1 } : {}),
  });
  if (at % 6 === 1) {
    const assign = { action: 'assign', assigneeId: desk.engineer.userId };
    await desk.ask(desk.engineer, 'POST', `/api/tickets/${ticket.id}/transitions`, assign);
  }
  return ticket;
};

beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  let turn = 7;
  const pick = (count: number): string =>
    Array.from({ length: count }, () => {
      turn = (turn * 1103515245 + 12345) % 2147483648;
      return words[turn % words.length];
    }).join(' ');
  for (let at = 0; at < 60; at++) {
    const who = at % 3 === 0 ? desk.customer : desk.engineer;
    const [title, body] = [pick(2), pick(3)];
    const ticket = await openOne(who, at, { title, body });
    const entry = { ticket, ownerId: who.userId, texts: [`${title} ${body}`], notes: [] as string[] };
    if (at % 4 === 1) {
      const comment = pick(2);
      await desk.ask(desk.engineer, 'POST', `/api/tickets/${ticket.id}/comments`, { body: comment });
      entry.texts.push(comment);
    }
    if (at % 5 === 1) {
      const note = pick(2);
      await desk.ask(desk.engineer, 'POST', `/api/tickets/${ticket.id}/notes`, { body: note });
      entry.notes.push(note);
    }
    known.push(entry);
  }
}, 120_000);
afterAll(() => desk.close());

/** Slow and plain: every term in one message, by the beginning of a word, or anywhere where there are syllables or signs. */
const isHit = (message: string, q: string): boolean => {
  const text = message.toLowerCase();
  return q
    .toLowerCase()
    .split(' ')
    .filter((term) => term !== '')
    .every((term) =>
      /^[a-z0-9]+$/.test(term) ? text.split(/[^a-z0-9]+/).some((word) => word.startsWith(term)) : text.includes(term),
    );
};

const find = async (who: TestActor, q: string, more = ''): Promise<number[]> => {
  const answer = await desk.ask(who, 'GET', `/api/tickets?limit=200&q=${encodeURIComponent(q)}${more}`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json().items.map(({ id }: Ticket) => id);
};

const newestFirst = (entries: readonly Known[]): number[] =>
  entries.map(({ ticket }) => ticket.id).sort((a, b) => b - a);

describe('a search', () => {
  const queries = fc
    .array(fc.constantFrom(...words, 'pri', 'p', '터', '프', '린', 'vp', 'zzz', '용지 안', 'PRINTER'), {
      minLength: 1,
      maxLength: 3,
    })
    .map((terms) => terms.join(' '));

  test('finds what a plain comparison finds, newest first, whatever way it goes', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (q) => {
        const hits = known.filter(({ texts, notes }) => [...texts, ...notes].some((text) => isHit(text, q)));
        expect(await find(desk.engineer, q)).toEqual(newestFirst(hits));
        expect(await find(desk.engineer, q, '&sort=createdAt')).toEqual(newestFirst(hits).reverse());
      }),
      { numRuns: 60 },
    );
  });

  test('of a CUSTOMER finds own tickets only, and nothing by notes', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (q) => {
        const own = known.filter(({ ownerId }) => ownerId === desk.customer.userId);
        const hits = own.filter(({ texts }) => texts.some((text) => isHit(text, q)));
        expect(await find(desk.customer, q)).toEqual(newestFirst(hits));
        expect(await find(desk.customer, q, '&sort=createdAt')).toEqual(newestFirst(hits).reverse());
      }),
      { numRuns: 30 },
    );
  });

  test('goes together with filters and pages', async () => {
    const hits = known.filter(
      ({ ticket, texts, notes }) => ticket.kind === 'incident' && [...texts, ...notes].some((text) => isHit(text, 'p')),
    );
    expect(await find(desk.engineer, 'p', '&kind=incident')).toEqual(newestFirst(hits));
    const found: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = (await desk.ask(desk.engineer, 'GET', `/api/tickets?limit=4&q=p&kind=incident${from}`)).json();
      found.push(...page.items.map(({ id }: Ticket) => id));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(newestFirst(hits));
  });

  test.each([
    'kind=incident',
    'status=assigned',
    'priority=p1',
    'assignee=none',
    'assignee=me',
    'requester=me',
    'tag=vpn',
    'kind=incident&tag=vpn&assignee=none',
  ])('holds to %s among the newest as in the index, and so does a CUSTOMER’s', async (filter) => {
    const all = await find(desk.engineer, 'p');
    const some = await find(desk.engineer, 'p', `&${filter}`);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    for (const who of [desk.engineer, desk.customer]) {
      const listed = (await desk.ask(who, 'GET', `/api/tickets?limit=200&${filter}`)).json().items as readonly Ticket[];
      const fits = new Set(listed.map(({ id }) => id));
      const hits = (await find(who, 'p')).filter((id) => fits.has(id));
      expect(await find(who, 'p', `&${filter}`)).toEqual(hits);
      // In another order than the newest first it asks the index at once.
      expect(await find(who, 'p', `&${filter}&sort=createdAt`)).toEqual(hits.toReversed());
    }
  });

  test('finds numbers by how they begin', async () => {
    const numbers = known.map(({ ticket }) => ticket.number);
    const prefix = (numbers[10] ?? '').slice(0, -1).toLowerCase();
    const hits = known.filter(({ ticket }) => ticket.number.toLowerCase().startsWith(prefix));
    expect(await find(desk.engineer, prefix)).toEqual(newestFirst(hits));
    expect(await find(desk.engineer, prefix, '&sort=createdAt')).toEqual(newestFirst(hits).reverse());
  });

  test('of another tenant finds nothing', async () => {
    for (const q of ['printer', '프린터', known[0]?.ticket.number ?? ''])
      expect(await find(desk.stranger, q)).toEqual([]);
  });

  test('takes anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (q) => {
        const answer = await desk.ask(desk.engineer, 'GET', `/api/tickets?q=${encodeURIComponent(q)}`);
        expect([200, 400]).toContain(answer.statusCode);
      }),
      { numRuns: 60 },
    );
    expect((await desk.ask(desk.engineer, 'GET', `/api/tickets?q=${'a'.repeat(201)}`)).statusCode).toBe(400);
  });
});
