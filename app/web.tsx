import { createRouter } from '@tanstack/react-router';
import { routes as aboutRoutes } from '#modules/about/web/module.ts';
import { routes as accountRoutes, shellRoutes as innerAccountRoutes } from '#modules/accounts/web/module.ts';
import { routes as auditRoutes } from '#modules/audit/web/module.ts';
import { routes as homeRoutes } from '#modules/home/web/module.ts';
import { routes as numberingRoutes } from '#modules/numbering/web/module.ts';
import { routes as tenantRoutes } from '#modules/tenants/web/module.ts';
import { routes as ticketRoutes } from '#modules/tickets/web/module.ts';
import { createQueryClient } from '#platform/web/api/query-client.ts';
import { lostRoute, rootRoute, shellRoute } from '#platform/web/router/root.tsx';
import { parseSearch, stringifySearch } from '#platform/web/router/search.ts';
import { BrokenPage } from '#platform/web/shell/BrokenPage.tsx';
import { startWeb } from '#platform/web/start.tsx';
import { korean, webModules } from './modules.web.ts';

const routeTree = rootRoute.addChildren([
  ...accountRoutes,
  shellRoute.addChildren([
    ...homeRoutes,
    ...ticketRoutes,
    ...tenantRoutes,
    ...innerAccountRoutes,
    ...auditRoutes,
    ...numberingRoutes,
    ...aboutRoutes,
    lostRoute,
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
  defaultErrorComponent: BrokenPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

void startWeb({ router, queryClient, modules: webModules, korean });
