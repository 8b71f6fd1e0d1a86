import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Answer, call, get } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import type { Loaded } from '#platform/web/ui/detail/use-fact-changes.ts';
import type { NewTenant, OwnTenantChange, Tenant, TenantChange, TenantOccupancy, TenantPerson } from '../contract.ts';
import type { TenantSearch } from './search.ts';

type PageOf<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

export const tenantKeys = {
  lists: ['tenants', 'list'] as const,
  ones: ['tenants', 'one'] as const,
  one: (id: number) => ['tenants', 'one', id] as const,
  own: ['tenants', 'own'] as const,
};
const loaded = ({ data, etag }: Answer<Tenant>): Loaded<Tenant> => ({ value: data, etag });
const pageSize = 100;

export const fetchTenants = (
  search: TenantSearch,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<PageOf<Tenant>> =>
  get<PageOf<Tenant>>('/tenants', { query: { ...search, limit: pageSize, cursor }, ...(signal ? { signal } : {}) });

export const tenantsQuery = (search: TenantSearch) =>
  infiniteQueryOptions({
    queryKey: [...tenantKeys.lists, search] as const,
    queryFn: ({ pageParam, signal }) => fetchTenants(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const fetchTenant = async (id: number, signal?: AbortSignal): Promise<Loaded<Tenant>> =>
  loaded(await call<Tenant>('GET', path`/tenants/${id}`, signal ? { signal } : {}));
export const tenantQuery = (id: number) =>
  queryOptions({ queryKey: tenantKeys.one(id), queryFn: ({ signal }) => fetchTenant(id, signal) });
export const changeTenant = async (id: number, patch: TenantChange, etag: string | null): Promise<Loaded<Tenant>> =>
  loaded(await call<Tenant>('PATCH', path`/tenants/${id}`, { body: patch, ifMatch: etag }));

export const fetchOwnTenant = async (signal?: AbortSignal): Promise<Loaded<Tenant>> =>
  loaded(await call<Tenant>('GET', '/tenant', signal ? { signal } : {}));
export const ownTenantQuery = queryOptions({
  queryKey: tenantKeys.own,
  queryFn: ({ signal }) => fetchOwnTenant(signal),
});
export const changeOwnTenant = async (patch: OwnTenantChange, etag: string | null): Promise<Loaded<Tenant>> =>
  loaded(await call<Tenant>('PATCH', '/tenant', { body: patch, ifMatch: etag }));

export const createTenant = async (tenant: NewTenant, idempotencyKey: string): Promise<Tenant> =>
  (await call<Tenant>('POST', '/tenants', { body: tenant, idempotencyKey })).data;

/** Always fresh: it is asked for before somebody decides. */
export const occupancyQuery = (id: number) =>
  queryOptions({
    queryKey: [...tenantKeys.one(id), 'occupancy'] as const,
    queryFn: ({ signal }) => get<TenantOccupancy>(path`/tenants/${id}/occupancy`, { signal }),
    staleTime: 0,
  });

export const tenantPeopleQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: [...tenantKeys.one(id), 'people'] as const,
    queryFn: ({ pageParam, signal }) =>
      get<PageOf<TenantPerson>>(path`/tenants/${id}/people`, { query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
