import { createRoute } from '@tanstack/react-router';
import { enter, enterList } from '#platform/web/router/enter.ts';
import { lazyPage } from '#platform/web/router/lazy-page.ts';
import { shellRoute } from '#platform/web/router/root.tsx';
import { ownTenantQuery, tenantQuery, tenantsQuery } from './api.ts';
import { readTenantSearch } from './search.ts';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/tenants',
  validateSearch: readTenantSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => enterList(context.queryClient, tenantsQuery(deps)),
  component: lazyPage(() => import('./TenantsPage.tsx')),
});

const create = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/tenants/new',
  component: lazyPage(() => import('./NewTenantPage.tsx')),
});

const detail = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/tenants/$tenantId',
  loader: ({ context, params }) => enter(context.queryClient, tenantQuery(Number(params.tenantId))),
  component: lazyPage(() => import('./TenantPage.tsx')),
});

const own = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/tenant',
  loader: ({ context }) => enter(context.queryClient, ownTenantQuery),
  component: lazyPage(() => import('./OwnTenantPage.tsx')),
});

export const tenantRoutes = [list, create, detail, own] as const;
