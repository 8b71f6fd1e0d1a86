import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { routes as aboutRoutes } from '#modules/about/web/module.ts';
import { shellRoutes as accessRoutes, routes as accountRoutes } from '#modules/accounts/web/module.ts';
import { routes as auditRoutes } from '#modules/audit/web/module.ts';
import { routes as numberingRoutes } from '#modules/numbering/web/module.ts';
import { routes as tenantRoutes } from '#modules/tenants/web/module.ts';
import { routes as ticketRoutes } from '#modules/tickets/web/module.ts';
import { createQueryClient } from '#platform/web/api/query-client.ts';
import { rootRoute, shellRoute } from '#platform/web/router/root.tsx';
import { parseSearch, stringifySearch } from '#platform/web/router/search.ts';
import { startWeb } from '#platform/web/start.tsx';
import { loadKorean, webModules } from './modules.web.ts';

const home = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tickets', search: {}, replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  ...accountRoutes,
  shellRoute.addChildren([
    home,
    ...ticketRoutes,
    ...tenantRoutes,
    ...accessRoutes,
    ...auditRoutes,
    ...numberingRoutes,
    ...aboutRoutes,
  ]),
]);
const queryClient = createQueryClient();
const router = createRouter({
  routeTree,
  context: { queryClient, modules: webModules },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 120,
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

void startWeb({ router, queryClient, modules: webModules, loadKorean });
