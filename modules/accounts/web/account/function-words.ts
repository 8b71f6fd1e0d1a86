import { type Text, type Translate, text } from '#platform/web/i18n/i18n.ts';

/** What a key may do, in words. One that is not known yet shows by its name. */
const functions: Readonly<Record<string, Text>> = {
  'ticket.read': text('Read requests'),
  'ticket.create': text('Write requests'),
  'ticket.comment': text('Answer requests'),
  'ticket.work': text('Work on requests: assign, change, solve'),
  'tenant.configure': text('Change the organization’s settings'),
  'permission.manage': text('Manage permissions'),
  'audit.read': text('Read the audit'),
  'numbering_rule.read': text('Read numbering rules'),
  'deployment.trigger': text('Start deployments'),
  'deployment.rollback': text('Roll deployments back'),
  'job.run_now': text('Start scheduled jobs at once'),
  'server_credential.read': text('Read server credentials'),
  'agent.manage': text('Manage agents'),
};

export const functionText = (t: Translate, name: string): string => {
  const known = functions[name];
  return known === undefined ? name : t(known);
};
