import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { accountRoutes } from './routes.ts';

export const routes = accountRoutes;

/** The door: signing in, and coming in for the first time. */
export const accountsWeb: WebModule = {
  name: 'accounts',
  problems: {
    'accounts.sign_in_failed': text('Login or password is wrong.'),
    'accounts.tenant_needed': text('This login exists in several organizations. Choose one.'),
    'accounts.too_many_failures': text('Too many attempts. Wait a little and try again.'),
    'accounts.too_busy': text('Many people are signing in at this moment. Try again in a few seconds.'),
    'accounts.tenant_suspended': text('Your organization’s access is suspended. Ask your administrator.'),
    'accounts.demo_closed': text('Demo accounts sign in only on the machine itself.'),
    'accounts.invitation_invalid': text(
      'This link was used already, or it is too old. Ask your administrator for a new one.',
    ),
    'accounts.password_common': text('This password is known to everybody who guesses. Choose another.'),
  },
};
