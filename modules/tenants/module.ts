import { bareFacts } from '#platform/events/events.ts';
import { defineModule } from '#platform/module.ts';
import titles from './locale/titles.json' with { type: 'json' };
import { tenantPeopleRoutes } from './people-routes.ts';
import { tenantRoutes } from './routes.ts';

/** The institutions, companies and pharmacies whose data stays their own. */
export const tenants = defineModule({
  name: 'tenants',
  purpose: 'The institutions, companies and pharmacies whose data stays their own.',
  titles,
  functions: {
    'tenant.configure': { ADMIN: 'yes', PM: 'no', ENGINEER: 'no', DEPLOY_ENGINEER: 'no', CUSTOMER: 'no' },
    'tenant.manage': {
      ADMIN: 'yes',
      PM: 'no',
      ENGINEER: 'no',
      DEPLOY_ENGINEER: 'no',
      CUSTOMER: 'no',
      provider: true,
      person: true,
    },
  },
  routes: [...tenantRoutes, ...tenantPeopleRoutes],
  // What the provider does to any of them is told in the provider; what one does to its own settings, in that one.
  stream: [
    { name: 'tenants', permission: 'tenant.manage', load: bareFacts('tenant') },
    { name: 'tenant_settings', permission: 'tenant.configure', load: bareFacts('tenant') },
  ],
});
