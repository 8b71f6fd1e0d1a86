import { defineModule } from '#platform/module.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';

export const live = defineModule({
  name: 'live',
  purpose: 'Tells screens what changes while they are open.',
  routes,
  jobs,
  // Nothing writes it yet; whatever names a user as its audience reaches that user through it.
  stream: [{ name: 'notifications', personal: true }],
});
