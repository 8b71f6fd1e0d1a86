import { createRoute } from '@tanstack/react-router';
import { enter, enterList } from '#platform/web/router/enter.ts';
import { lazyPage } from '#platform/web/router/lazy-page.ts';
import { shellRoute } from '#platform/web/router/root.tsx';
import { auditQuery, entryQuery } from './api.ts';
import { AuditPending, EntryPending } from './Pending.tsx';
import { readAuditSearch } from './search.ts';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/audit',
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => enterList(context.queryClient, auditQuery(deps)),
  component: lazyPage(() => import('./AuditPage.tsx')),
  pendingComponent: AuditPending,
});

const entry = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/audit/$entryId',
  loader: ({ context, params }) => enter(context.queryClient, entryQuery(Number(params.entryId))),
  component: lazyPage(() => import('./EntryPage.tsx')),
  pendingComponent: EntryPending,
});

export const auditRoutes = [list, entry] as const;
