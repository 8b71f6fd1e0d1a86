import { tenantChanged } from '#platform/http/problem.ts';
import { handle, type Route } from '#platform/http/route.ts';
import { EventsQuery, LiveEvent } from './contract.ts';

export const routes: readonly Route[] = [
  handle({
    method: 'GET',
    path: '/api/events',
    access: 'signed_in',
    query: EventsQuery,
    answer: { 200: null },
    stream: LiveEvent,
    summary:
      'Live events of the tenant acted in. Last-Event-ID resumes; the event resync says that lists are to be read anew.',
    run: async (c, kernel) => {
      const { principal, query, request } = c;
      if (query.tenant !== undefined && query.tenant !== principal.tenant.code) throw tenantChanged();
      const last = request.headers['last-event-id'];
      const body = await kernel.events.open({
        principal,
        topics: query.topics === undefined ? null : [...new Set(query.topics.split(','))],
        lastEventId: typeof last === 'string' && last !== '' ? last : null,
      });
      return { body, headers: { 'cache-control': 'private, no-store, no-transform' } };
    },
  }),
];
