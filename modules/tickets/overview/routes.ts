import { ROLES } from '#platform/access/principal.ts';
import { mapQuery } from '#platform/db/query.ts';
import { type Route, read } from '#platform/http/route.ts';
import { mostCounted, TenantCounts } from './contract.ts';
import { countOpenTickets } from './queries.ts';

const MOST_TENANTS = 200;

/** What waits where, for staff of the provider before they choose a tenant. */
export const overviewRoutes: readonly Route[] = [
  read({
    path: '/api/ticket-counts',
    access: { permission: 'ticket.overview' },
    summary:
      'In `*`: unfinished tickets of each tenant that one may act in and read them, by code; `complete` is false where there are more than 200. Elsewhere none.',
    answer: TenantCounts,
    load: (c) => {
      const row = c.matrix.get('ticket.read');
      const readers = ROLES.filter((role) => row?.[role] === 'yes');
      // One tenant more than is told shows whether these are all.
      const counts = countOpenTickets(c.principal.actingId, readers, MOST_TENANTS + 1, mostCounted);
      return mapQuery(counts, (found) => ({
        items: found.slice(0, MOST_TENANTS),
        complete: found.length <= MOST_TENANTS,
        countedUpTo: mostCounted,
      }));
    },
  }),
];
