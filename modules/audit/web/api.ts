import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '#platform/web/api/client.ts';
import { path, queryString } from '#platform/web/api/path.ts';
import type { AuditEntry, AuditList } from '../contract.ts';
import type { AuditSearch } from './search.ts';

const lists = ['audit', 'list'] as const;
export const auditKeys = { lists };

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: [...lists, search] as const,
    queryFn: ({ pageParam, signal }) =>
      get<AuditList>('/audit', { query: { ...search, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: AuditList) => last.nextCursor,
  });

export const entryQuery = (id: number) =>
  queryOptions({
    queryKey: ['audit', 'one', id],
    queryFn: ({ signal }) => get<AuditEntry>(path`/audit/${id}`, { signal }),
    // What is on record does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where the file of these rows is; it says which tenant is meant, since a link cannot send a header. */
export const exportHref = (search: AuditSearch, tenant: string): string =>
  `/api/audit/export${queryString({ ...search, tenant })}`;
