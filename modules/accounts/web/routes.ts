import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { enter, enterList } from '#platform/web/router/enter.ts';
import { lazyPage } from '#platform/web/router/lazy-page.ts';
import { rootRoute, shellRoute } from '#platform/web/router/root.tsx';
import { matrixQuery } from './access/api.ts';
import { readWhySearch } from './access/search.ts';
import { assignmentsQuery } from './assignments/api.ts';
import { readAssignmentSearch } from './assignments/search.ts';
import { readSignInSearch } from './sign-in-search.ts';
import { userQuery, usersQuery } from './users/api.ts';
import { readUserSearch } from './users/search.ts';

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./SignInPage.tsx')),
});

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyPage(() => import('./InvitationPage.tsx')),
});

export const doorRoutes = [signIn, invitation] as const;

const users = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users',
  validateSearch: readUserSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => enterList(context.queryClient, usersQuery(deps)),
  component: lazyPage(() => import('./users/UsersPage.tsx')),
});

const invite = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users/new',
  component: lazyPage(() => import('./users/InviteUserPage.tsx')),
});

const user = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users/$userId',
  loader: ({ context, params }) => enter(context.queryClient, userQuery(Number(params.userId))),
  component: lazyPage(() => import('./users/UserPage.tsx')),
});

const assignments = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/assignments',
  validateSearch: readAssignmentSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => enterList(context.queryClient, assignmentsQuery(deps)),
  component: lazyPage(() => import('./assignments/AssignmentsPage.tsx')),
});

const newAssignment = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/assignments/new',
  validateSearch: readAssignmentSearch,
  component: lazyPage(() => import('./assignments/NewAssignmentPage.tsx')),
});

const access = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/access',
  loader: ({ context }) => enter(context.queryClient, matrixQuery),
  component: lazyPage(() => import('./access/AccessPage.tsx')),
});

const why = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/why',
  validateSearch: readWhySearch,
  component: lazyPage(() => import('./access/WhyPage.tsx')),
});

const account = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyPage(() => import('./AccountPage.tsx')),
});

/** Behind the door: what needs somebody signed in. */
export const innerRoutes = [users, invite, user, assignments, newAssignment, access, why, account] as const;
