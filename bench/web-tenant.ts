import type { House, Person } from './house.ts';
import { seedTickets } from './seed.ts';

/** A tenant with 10,000 tickets for the pages, and two who work on them: one looks, the other changes. */
export type WebTenant = {
  readonly looker: Person;
  readonly colleague: Person;
  /** The newest first, as the list shows them. */
  readonly tickets: readonly number[];
  /** As the colleague, over HTTP. */
  retitle(ticket: number, title: string): Promise<void>;
};

const ROWS = 10_000;
const known = new WeakMap<House, Promise<WebTenant>>();

/** The same for all cases of a run. */
export const webTenant = (house: House): Promise<WebTenant> => {
  const found = known.get(house) ?? make(house);
  known.set(house, found);
  return found;
};

const make = async (house: House): Promise<WebTenant> => {
  const tenant = await house.tenant('WEB');
  const looker = await house.person(tenant, 'ENGINEER');
  const colleague = await house.person(tenant, 'ENGINEER');
  const tickets = await seedTickets(house, { tenant, requester: looker.userId, count: ROWS });
  const versions = new Map<number, number>();
  return {
    looker,
    colleague,
    tickets,
    retitle: async (ticket, title) => {
      const version = versions.get(ticket) ?? 1;
      versions.set(ticket, version + 1);
      const answer = await fetch(`${house.url}/api/tickets/${ticket}`, {
        method: 'PATCH',
        headers: { ...colleague.headers, 'if-match': `"${version}"` },
        body: JSON.stringify({ title }),
      });
      if (answer.status !== 200) throw new Error(`No new title: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    },
  };
};
