import { rowOwner } from '#platform/access/row-predicate.ts';
import { known, mapQuery } from '#platform/db/query.ts';
import { type Route, read } from '#platform/http/route.ts';
import { searchQuery } from '../search-words.ts';
import { PeopleQuery, SimilarQuery, SimilarTickets, TicketPeople } from './contract.ts';
import { listSimilar, type SimilarRow, searchPeople } from './queries.ts';

const MOST_SIMILAR = 5;
const MOST_PEOPLE = 20;

const show = ({ created_at: createdAt, ...row }: SimilarRow) => ({ ...row, createdAt });

/** What helps while a ticket is being written. */
export const similarRoutes: readonly Route[] = [
  read({
    path: '/api/tickets/similar',
    access: { permission: 'ticket.read' },
    summary:
      'At most five tickets that resemble a title, best first: unfinished ones, or with `answered` solved and closed ones too.',
    query: SimilarQuery,
    answer: SimilarTickets,
    load: (c) => {
      const words = searchQuery(c.query.title.replaceAll('"', ' '))?.words ?? [];
      if (words.length === 0) return known({ items: [] });
      const ownerId = rowOwner(c.matrix, c.principal, 'ticket.read');
      const found = listSimilar(c.principal.tenant.id, words, ownerId, MOST_SIMILAR, c.query.answered === true);
      return mapQuery(found, (rows) => ({ items: rows.map(show) }));
    },
  }),
  read({
    path: '/api/ticket-people',
    access: { permission: 'ticket.work' },
    summary: 'People of the tenant by name or login, at most twenty: on whose behalf a ticket can be opened.',
    query: PeopleQuery,
    answer: TicketPeople,
    load: (c) =>
      mapQuery(searchPeople(c.principal.tenant.id, c.query.q?.trim() ?? '', MOST_PEOPLE), (items) => ({ items })),
  }),
];
