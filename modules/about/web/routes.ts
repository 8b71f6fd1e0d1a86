import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '#platform/web/router/root.tsx';
import { aboutQuery } from './api.ts';

const page = createRoute({
  getParentRoute: () => shellRoute,
  path: '/about',
  loader: ({ context }) => void context.queryClient.prefetchQuery(aboutQuery),
  component: lazyRouteComponent(() => import('./AboutPage.tsx')),
});

export const aboutRoutes = [page] as const;
