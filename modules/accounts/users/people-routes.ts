import { list, type Route } from '#platform/http/route.ts';
import { PersonList, PersonListQuery } from '../contract.ts';
import { listMembers } from './people-queries.ts';

export const peopleRoutes: readonly Route[] = [
  list({
    path: '/api/people',
    access: { permission: 'permission.manage' },
    summary: 'Everybody known in the tenant, its own users and staff of the provider; newest first.',
    query: PersonListQuery,
    answer: PersonList,
    load: (c, { limit, after }) =>
      listMembers(c.principal.tenant.id, {
        kind: c.query.kind,
        q: c.query.q,
        before: after === null ? null : Number(after[0]),
        limit: limit + 1,
      }),
    key: (row) => [row.user_id],
    show: ({ user_id: id, ...person }) => ({ id, ...person }),
  }),
];
