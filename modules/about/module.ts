import { defineModule } from '#platform/module.ts';
import { routes } from './routes.ts';

export const about = defineModule({
  name: 'about',
  purpose: 'Says which Madang this is, and to its operator how it fares.',
  functions: {
    'system.read': { ADMIN: 'yes', PM: 'no', ENGINEER: 'no', DEPLOY_ENGINEER: 'no', CUSTOMER: 'no', provider: true },
  },
  routes,
});
