import { type Text, text } from '#platform/web/i18n/i18n.ts';
import type { User } from '../../contract.ts';

/** What a role is for, in a sentence. */
export const roleHelp: Readonly<Record<User['role'], Text>> = {
  ADMIN: text('Runs the organization: people, permissions, settings, and all of its work.'),
  PM: text('Works on all requests, starts deployments, and reads the audit log.'),
  ENGINEER: text('Works on all requests and writes internal notes.'),
  DEPLOY_ENGINEER: text('Works on all requests, and starts deployments and scheduled jobs.'),
  CUSTOMER: text('Asks for help and follows own requests.'),
};
