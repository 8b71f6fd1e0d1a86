import { list, type Route, read } from '#platform/http/route.ts';
import { TenantId, TenantOccupancy, TenantPersonList, TenantPersonQuery } from './contract.ts';
import { findOccupancy, listTenantPeople } from './people-queries.ts';

const access = { permission: 'tenant.manage' } as const;

export const tenantPeopleRoutes: readonly Route[] = [
  list({
    path: '/api/tenants/:id/people',
    access,
    about: 'tenant',
    summary: 'Who is known in a tenant: its own users and staff of the provider, newest first.',
    params: TenantId,
    query: TenantPersonQuery,
    answer: TenantPersonList,
    load: (c, { limit, after }) =>
      listTenantPeople(c.principal.actingId, c.params.id, {
        before: after === null ? null : Number(after[0]),
        limit: limit + 1,
      }),
    key: (row) => [row.user_id],
    show: ({ user_id: id, ...person }) => ({ id, ...person }),
  }),
  read({
    path: '/api/tenants/:id/occupancy',
    access,
    about: 'tenant',
    summary: 'How many people, sessions, tokens and keys would be outside at once if the tenant were suspended.',
    params: TenantId,
    answer: TenantOccupancy,
    load: (c) => findOccupancy(c.principal.actingId, c.params.id),
  }),
];
