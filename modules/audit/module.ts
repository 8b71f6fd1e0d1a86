import { bareFacts } from '#platform/events/events.ts';
import { defineModule } from '#platform/module.ts';
import { routes } from './routes.ts';

export const audit = defineModule({
  name: 'audit',
  purpose: 'Shows what everybody did and was refused, and why.',
  functions: {
    'audit.read': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'no', DEPLOY_ENGINEER: 'no', CUSTOMER: 'no' },
  },
  // Repeated attempts on other tenants' things, told at once to those who may read of them.
  stream: [{ name: 'access', permission: 'audit.read', load: bareFacts('user') }],
  routes,
});
