import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import type { AppContext } from '../module.ts';
import { sessionQuery } from '../session/session.ts';
import { NotFoundPage } from '../shell/NotFoundPage.tsx';
import { Shell } from '../shell/Shell.tsx';
import { ShellSkeleton } from '../shell/ShellSkeleton.tsx';
import { NotFound } from '../ui/NotFound.tsx';
import { PageError } from '../ui/PageError.tsx';

export const rootRoute = createRootRouteWithContext<AppContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

/** Everything that needs somebody signed in stands below this; whoever is not is led to the sign-in and back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) {
      throw redirect({ to: '/sign-in' as string, search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: Shell,
  pendingComponent: ShellSkeleton,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
});

/** Every address that no page has. Within the house, so that menu and search are at hand. */
export const lostRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFoundPage });
