import { createRoute } from '@tanstack/react-router';
import { enter } from '#platform/web/router/enter.ts';
import { lazyPage } from '#platform/web/router/lazy-page.ts';
import { shellRoute } from '#platform/web/router/root.tsx';
import { aboutQuery } from './api.ts';

const page = createRoute({
  getParentRoute: () => shellRoute,
  path: '/about',
  loader: ({ context }) => enter(context.queryClient, aboutQuery),
  component: lazyPage(() => import('./AboutPage.tsx')),
});

export const aboutRoutes = [page] as const;
