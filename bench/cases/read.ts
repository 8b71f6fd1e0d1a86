import type { Case } from '../case.ts';
import { compare } from '../load.ts';
import { seedTickets } from '../seed.ts';

const COUNT = 1000;
const rowsIn = (body: string): number => (JSON.parse(body) as { items: unknown[] }).items.length;

/** The list of 20 tickets and one ticket: session, four gates, row security, over HTTP with 16 connections. */
export const read: Case = {
  name: 'read',
  run: async (house, { quick }) => {
    const tenant = await house.tenant('READS');
    const { userId, headers } = await house.person(tenant, 'ENGINEER');
    const ids = await seedTickets(house, { tenant, requester: userId, count: COUNT });
    const some = ids.slice(0, 50);
    const common = { connections: 16, seconds: quick ? 1 : 2, rounds: quick ? 4 : 8 };
    const lists = await compare({
      ...common,
      bare: { url: house.bareUrl, requests: [{ path: `/list?tenant=${tenant}` }] },
      ours: { url: house.url, headers, requests: [{ path: '/api/tickets?limit=20' }] },
      isRight: (body) => rowsIn(body) === 20,
    });
    const ones = await compare({
      ...common,
      bare: { url: house.bareUrl, requests: some.map((id) => ({ path: `/one/${id}?tenant=${tenant}` })) },
      ours: { url: house.url, headers, requests: some.map((id) => ({ path: `/api/tickets/${id}` })) },
      isRight: (body) => some.includes((JSON.parse(body) as { id: number }).id),
    });
    return [
      {
        name: 'list 20 tickets',
        value: lists.ours,
        unit: 'req/s',
        reference: { what: 'bare', value: lists.bare },
        ratio: lists.ratio,
        budget: { all: [{ ratioAtLeast: 0.6 }, { atLeast: 4000 }] },
      },
      {
        name: 'read one ticket',
        value: ones.ours,
        unit: 'req/s',
        reference: { what: 'bare', value: ones.bare },
        ratio: ones.ratio,
        budget: { ratioAtLeast: 0.6 },
      },
    ];
  },
};
