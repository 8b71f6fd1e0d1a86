import { mapQuery } from '#platform/db/query.ts';
import { bareFacts } from '#platform/events/events.ts';
import { defineModule } from '#platform/module.ts';
import { accessRoutes } from './access/routes.ts';
import { assignmentRoutes } from './assignments/routes.ts';
import { functions } from './functions.ts';
import { jobs } from './jobs.ts';
import { findKey } from './keys/queries.ts';
import { keyRoutes } from './keys/routes.ts';
import titles from './locale/titles.json' with { type: 'json' };
import { sessionRoutes } from './sessions/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { accountRoutes } from './users/account-routes.ts';
import { peopleRoutes } from './users/people-routes.ts';
import { findUser } from './users/queries.ts';
import { userRoutes } from './users/routes.ts';

/** People, how they come in, and why they may or may not do what they try. */
export const accounts = defineModule({
  name: 'accounts',
  purpose: 'People, how they come in, and why they may or may not do what they try.',
  titles,
  functions,
  subjects: {
    user: {
      table: 'account',
      label: 'name',
      // Staff of the provider who are known in the tenant have no account there.
      labelIn: { table: 'tenant_member', id: 'user_id' },
      load: (tenantId, id) =>
        mapQuery(findUser(tenantId, id), (row) => row && { type: 'user', id: row.id, tenantId, ownerIds: [row.id] }),
    },
    api_key: {
      table: 'api_key',
      label: 'name',
      load: (tenantId, id) =>
        mapQuery(
          findKey(tenantId, id),
          (row) => row && { type: 'api_key', id: row.id, tenantId, ownerIds: [row.user_id] },
        ),
    },
  },
  routes: [
    ...signInRoutes,
    ...sessionRoutes,
    ...tokenRoutes,
    ...accountRoutes,
    ...userRoutes,
    ...peopleRoutes,
    ...assignmentRoutes,
    ...keyRoutes,
    ...accessRoutes,
  ],
  jobs,
  // Lists of administrators follow these.
  stream: [
    { name: 'users', permission: 'user.manage', load: bareFacts('user') },
    { name: 'assignments', permission: 'assignment.manage', load: bareFacts('assignment') },
  ],
});
