import { IconKey, IconUserShare, IconUsers } from '@tabler/icons-react';
import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { followPeople } from './live.ts';
import { findPeople } from './palette.ts';
import { doorRoutes, innerRoutes } from './routes.ts';

/** The door stands outside of the shell, everything else inside. */
export const routes = doorRoutes;
export const shellRoutes = innerRoutes;

/** The door, people, and what they may do. */
export const accountsWeb: WebModule = {
  name: 'accounts',
  nav: [
    { to: '/admin/users', label: text('Users'), icon: IconUsers, ability: 'user.manage', group: 'manage', key: 'u' },
    {
      to: '/admin/assignments',
      label: text('Assignments'),
      icon: IconUserShare,
      ability: 'assignment.manage',
      group: 'manage',
      key: 's',
    },
    {
      to: '/admin/access',
      also: '/admin/why',
      label: text('Roles and access'),
      icon: IconKey,
      ability: 'permission.manage',
      group: 'manage',
      key: 'r',
    },
  ],
  functions: {
    'account.manage': text('Own account: name, password, sessions'),
    'agent.manage': text('Manage agents on machines'),
    'api_key.manage': text('Manage API keys'),
    'assignment.manage': text('Assign staff to organizations'),
    'audit.read': text('View the audit log'),
    'deployment.rollback': text('Roll deployments back'),
    'deployment.trigger': text('Start deployments'),
    'job.run_now': text('Start a scheduled job at once'),
    'numbering_rule.read': text('Look at numbering rules'),
    'permission.manage': text('Manage and check access'),
    'server_credential.read': text('Read credentials of servers'),
    'ticket.comment': text('Reply to requests'),
    'ticket.create': text('Create requests'),
    'ticket.overview': text('See how many requests each organization has'),
    'ticket.read': text('Read requests'),
    'ticket.work': text('Work on requests: assign, move, note'),
    'user.manage': text('Invite, change and disable users'),
  },
  palette: findPeople,
  follow: followPeople,
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
    'accounts.login_taken': text('This login is taken in this organization. Choose another one.'),
    'accounts.own_account': text('Nobody disables their own account. Ask another administrator.'),
    'accounts.own_role': text('Nobody changes their own role. Ask another administrator.'),
    'accounts.last_administrator': text(
      'The provider needs at least one administrator. Make somebody else an administrator first.',
    ),
    'accounts.assignment_exists': text('This person is assigned to this organization already. Change that one.'),
    'accounts.user_unknown': text('This person is not there any more, or is disabled. Choose somebody else.'),
    'accounts.tenant_unknown': text('Nobody can be assigned to this organization. Choose another one.'),
    'http.secret_shown': text(
      'It was done, but the answer with the link got lost. Open the person and make a new link.',
    ),
    'accounts.password_wrong': text('This is not the current password. Type it again.'),
    'accounts.scope_unknown': text('A key cannot have this function. Take it out and try again.'),
    'accounts.key_expiry': text('A key is valid for a year at most. Choose an earlier day.'),
    'accounts.password_common': text('This password is known to everybody who guesses. Choose another.'),
  },
};
