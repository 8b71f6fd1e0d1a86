import { queryOptions } from '@tanstack/react-query';
import type { User } from '#modules/accounts/contract.ts';
import type { AuditEntry } from '#modules/audit/contract.ts';
import type { Tenant } from '#modules/tenants/contract.ts';
import type { TicketList } from '#modules/tickets/contract.ts';
import { get } from '#platform/web/api/client.ts';
import { serverNow } from '#platform/web/api/tab.ts';

type Page<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null };
const hour = 60 * 60_000;
const week = 7 * 24 * hour;
/** As many as one page of the API holds: beyond it a count says "or more". */
export const mostCounted = 200;

export const peopleQuery = queryOptions({
  queryKey: ['home', 'people'],
  queryFn: ({ signal }) => get<Page<User>>('/users', { query: { limit: mostCounted }, signal }),
});

/** Who was refused in the last seven days, newest first. */
export const refusalsQuery = queryOptions({
  queryKey: ['home', 'refusals'],
  queryFn: ({ signal }) =>
    get<Page<AuditEntry>>('/audit', {
      query: { outcome: 'refused', from: new Date(serverNow() - week).toISOString(), limit: mostCounted },
      signal,
    }),
  refetchInterval: 60_000,
});

export const tenantQuery = queryOptions({
  queryKey: ['home', 'tenant'],
  queryFn: ({ signal }) => get<Tenant>('/tenant', { signal }),
});

export const anyTicketQuery = queryOptions({
  queryKey: ['tickets', 'part', 'any'],
  queryFn: async ({ signal }) => (await get<TicketList>('/tickets', { query: { limit: 1 }, signal })).items.length > 0,
});
