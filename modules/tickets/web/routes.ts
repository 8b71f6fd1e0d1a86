import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { enter, enterList } from '#platform/web/router/enter.ts';
import { shellRoute } from '#platform/web/router/root.tsx';
import { listQuery, ticketQuery } from './api.ts';
import { ListPending, TicketPending } from './Pending.tsx';
import { readTicketSearch } from './search.ts';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets',
  validateSearch: readTicketSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => enterList(context.queryClient, listQuery(deps)),
  component: lazyRouteComponent(() => import('./TicketsPage.tsx')),
  pendingComponent: ListPending,
});

const create = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets/new',
  component: lazyRouteComponent(() => import('./NewTicketPage.tsx')),
});

const detail = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets/$ticketId',
  loader: ({ context, params }) => enter(context.queryClient, ticketQuery(Number(params.ticketId))),
  component: lazyRouteComponent(() => import('./TicketPage.tsx')),
  pendingComponent: TicketPending,
});

export const ticketRoutes = [list, create, detail] as const;
