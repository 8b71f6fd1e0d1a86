import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '#platform/web/router/root.tsx';
import { auditQuery, entryQuery } from './api.ts';
import { AuditPending, EntryPending } from './Pending.tsx';
import { readAuditSearch } from './search.ts';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/audit',
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(auditQuery(deps)),
  component: lazyRouteComponent(() => import('./AuditPage.tsx')),
  pendingComponent: AuditPending,
});

const entry = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/audit/$entryId',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(entryQuery(Number(params.entryId))),
  component: lazyRouteComponent(() => import('./EntryPage.tsx')),
  pendingComponent: EntryPending,
});

export const auditRoutes = [list, entry] as const;
