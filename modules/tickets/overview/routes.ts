import { ROLES } from '#platform/access/principal.ts';
import { mapQuery } from '#platform/db/query.ts';
import { type Route, read } from '#platform/http/route.ts';
import { TenantCounts } from './contract.ts';
import { countOpenTickets } from './queries.ts';

const MOST_TENANTS = 200;
const MOST_COUNTED = 1000;

/** What waits where, for staff of the provider before they choose a tenant. */
export const overviewRoutes: readonly Route[] = [
  read({
    path: '/api/ticket-counts',
    access: { permission: 'ticket.overview' },
    summary:
      'In `*`: unfinished tickets of each tenant that one may act in and read them, the first 200 by code. Elsewhere none.',
    answer: TenantCounts,
    load: (c) => {
      const row = c.matrix.get('ticket.read');
      const readers = ROLES.filter((role) => row?.[role] === 'yes');
      const counts = countOpenTickets(c.principal.actingId, readers, MOST_TENANTS, MOST_COUNTED);
      return mapQuery(counts, (items) => ({ items }));
    },
  }),
];
