import { type Text, type Translate, text, wordsFor } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import type { AuditEntry } from '../contract.ts';

/** What was done, in words; and what somebody wanted to do, unless that is a function of the role matrix and has its words there. */
export const actionText: Readonly<Record<string, Text>> = {
  'ticket_view.change': text('Change a saved view'),
  'ticket_view.create': text('Save a view'),
  'ticket_view.remove': text('Delete a saved view'),
  'ticket.change': text('Change a request'),
  'ticket.note': text('Add an internal note'),
  'ticket.triage': text('Triage a request'),
  'ticket.assign': text('Assign a request'),
  'ticket.start': text('Start work on a request'),
  'ticket.wait_customer': text('Ask the customer back'),
  'ticket.wait_vendor': text('Set a request to waiting for vendor'),
  'ticket.resume': text('Resume work on a request'),
  'ticket.resolve': text('Resolve a request'),
  'ticket.reopen': text('Reopen a request'),
  'ticket.close': text('Close a request'),
  'ticket.cancel': text('Cancel a request'),
  'ticket.reject': text('Reject a request'),
  'ticket.import': text('Import requests'),
  'ticket.export': text('Export requests'),
  'session.create': text('Sign in'),
  'session.end': text('End a session'),
  'session.switch_tenant': text('Work in another organization'),
  'session.enter_tenant': text('Start working in the organization'),
  'token.create': text('Create an access token'),
  'token.refresh': text('Renew an access token'),
  'api_key.create': text('Create an API key'),
  'api_key.revoke': text('Revoke an API key'),
  'account.change': text('Change own account'),
  'account.change_password': text('Change own password'),
  'account.set_password': text('Set the first password'),
  'user.create': text('Create a user'),
  'user.invite': text('Invite a user'),
  'user.change': text('Change a user'),
  'user.disable': text('Disable a user'),
  'user.enable': text('Enable a user'),
  'user.end_sessions': text('End all sessions of a user'),
  'assignment.create': text('Assign staff to an organization'),
  'assignment.remove': text('Remove staff from an organization'),
  'tenant.create': text('Create an organization'),
  'tenant.change': text('Change an organization'),
  'audit.export': text('Export the audit log'),
  'access.explain': text('Check access'),
  'access.foreign_attempt': text('Attempt from another organization'),
  'access.alert': text('Alert: repeated access attempts'),
  'events.read': text('Receive live updates'),
  'demo.password': text('Set the demo password'),
};

export const subjectText: Readonly<Record<string, Text>> = {
  ticket: text('Requests'),
  ticket_import: text('Import'),
  ticket_view: text('Saved view'),
  user: text('User'),
  session: text('Session'),
  api_key: text('API key'),
  tenant: text('Organization'),
  assignment: text('Assignment'),
  numbering_rule: text('Numbering rule'),
  audit: text('Audit log'),
};

type Named = Pick<AuditEntry, 'subject' | 'subjectName'> & Partial<Pick<AuditEntry, 'changes'>>;
type Organization = { readonly id: number; readonly code: string; readonly name: string };

/** "SR-2026-00010", "User Kim Nayoung (10)"; by its id alone what has no name here. `here` is the organization acted in. */
export const subjectWords = (t: Translate, entry: Named, here: Organization): string => {
  const { subject, subjectName } = entry;
  if (subject === null) {
    return '';
  }
  const { type, id } = subject;
  const hasId = id !== null && id !== '';
  if (type === 'ticket' && hasId) {
    return subjectName ?? ticketWords(t, id);
  }
  const kind = wordsFor(t, subjectText, type);
  if (type === 'tenant' && (id === here.id || id === here.code)) {
    return `${kind} ${here.name} (${here.code})`;
  }
  const name = subjectName ?? recordedName(entry);
  return hasId ? `${kind} ${name === null ? id : `${name} (${id})`}` : kind;
};

/** What the row itself has to call its subject by, which may be gone by now: its name, or whose assignment it is and where. */
const recordedName = ({ subject, changes }: Named): string | null => {
  const recorded = (field: string): string | null => {
    const { from, to } = (changes?.[field] ?? {}) as { readonly from?: unknown; readonly to?: unknown };
    const value = to ?? from;
    return typeof value === 'string' ? value : null;
  };
  if (subject?.type !== 'assignment') {
    return recorded('name');
  }
  const [user, tenant] = [recorded('user'), recorded('tenant')];
  return user === null || tenant === null ? null : `${user} → ${tenant}`;
};

/** A filter has the number of a request where somebody wrote it, its id otherwise. */
const ticketWords = (t: Translate, id: number | string): string =>
  Number.isNaN(Number(id)) ? String(id) : t('Request {{id}}', { id });

/** The one thing that a filter of subjects means, `ticket:12` or `ticket:SR-2026-00012`; null for a whole kind. */
export const thingOf = (subject: string | undefined): { readonly type: string; readonly id: string } | null => {
  const [type = '', ...id] = (subject ?? '').split(':');
  return id.length === 0 ? null : { type, id: id.join(':') };
};

/** Whether a row is about that thing, and says what it is called. */
export const isAbout = ({ subject, subjectName }: Named, thing: ReturnType<typeof thingOf>): boolean =>
  thing !== null && subjectName !== null && subject?.type === thing.type && String(subject.id) === thing.id;

const reasonText: Readonly<Record<string, Text>> = {
  not_alive: text('The session or the account was no longer valid.'),
  not_there: text('This organization has nothing with that number.'),
  other_tenant: text('It belongs to another organization.'),
  foreign: text(
    'Somebody from another organization tried to open something of this one. They were denied and saw nothing.',
  ),
  elsewhere: text(
    'Somebody who may work in this organization tried to open it while working in another one. They were denied and saw nothing.',
  ),
  repeated_foreign_attempts: text('Somebody repeatedly tried to open things of other organizations.'),
  unknown_function: text('There is no such function.'),
  person_only: text('Only people may do this, not API keys.'),
  outside_scopes: text('The API key does not include this function.'),
  provider_only: text('Only an administrator of the provider may do this.'),
  provider_house: text('At the provider itself, only its administrators may do this.'),
  role_lacks_function: text('The role does not have this function.'),
  not_owner: text('It belongs to somebody else. This role covers own things only.'),
  not_assigned: text('This person is not assigned to that organization.'),
  password_wrong: text('The present password was wrong.'),
  refresh_token_reused: text('A token that was used up already came again; all tokens of its sign-in ended.'),
  sign_in_failed: text('Login or password was wrong.'),
  begun: text('The export started.'),
  complete: text('The file was exported completely.'),
  client_left: text('Whoever started the export cancelled it.'),
  no_longer_allowed: text('The export was stopped because the permission for it ended.'),
  failed: text('The export failed before it was complete.'),
};

export const reasonWords = (t: Translate, reason: string): string => wordsFor(t, reasonText, reason);

export const channelText: Readonly<Record<AuditEntry['channel'], Text>> = {
  web: text('Web'),
  api: text('API'),
  cli: text('Command line'),
  job: text('Background work'),
};

const fieldText: Readonly<Record<string, Text>> = {
  title: text('Title'),
  body: text('Description'),
  status: text('Status'),
  kind: text('Kind'),
  priority: text('Priority'),
  impact: text('Impact'),
  urgency: text('Urgency'),
  category: text('Category'),
  assignee: text('Assignee'),
  team: text('Team'),
  tags: text('Tags'),
  due: text('Due'),
  resolution: text('Resolution'),
  reason: text('Reason'),
  number: text('Number'),
  comment: text('Reply'),
  note: text('Internal note'),
  tickets: text('Requests'),
  name: text('Name'),
  login: text('Login'),
  role: text('Role'),
  locale: text('Language'),
  code: text('Code'),
  user: text('User'),
  tenant: text('Organization'),
  actingTenant: text('Organization worked in'),
  businessNumber: text('Business number'),
  contact: text('Contact'),
  timeZone: text('Time zone'),
  fiscalYearStart: text('First month of the fiscal year'),
  settings: text('Settings'),
  scopes: text('Allowed functions'),
  expiresAt: text('Valid until'),
  attempted: text('Attempted action'),
  attempts: text('Attempts'),
  question: text('Question'),
  filter: text('Filter'),
  rows: text('Rows'),
};

export const fieldWords = (t: Translate, field: string): string => wordsFor(t, fieldText, field);

const stateText: Readonly<Record<string, Text>> = {
  received: text('Received'),
  triage: text('In triage'),
  awaiting_approval: text('Awaiting approval'),
  rejected: text('Rejected'),
  assigned: text('Assigned'),
  in_progress: text('In progress'),
  waiting_customer: text('Waiting for customer'),
  waiting_vendor: text('Waiting for vendor'),
  resolved: text('Resolved'),
  closed: text('Closed'),
  cancelled: text('Cancelled'),
  active: text('Active'),
  disabled: text('Disabled'),
  invited: text('Invited'),
  suspended: text('Suspended'),
};

type Tongue = { readonly t: Translate; readonly actionWords: (action: string) => string };

/** A value in words as far as words are known; null where there is nothing. */
export const valueWords = (tongue: Tongue, field: string, value: unknown): string | null => {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  if (typeof value === 'string') {
    return textWords(tongue, field, value);
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map((each) => valueWords(tongue, field, each) ?? '').join(', ');
  }
  return typeof value === 'object' ? objectWords(tongue, value) : String(value);
};

/** Fields that hold actions. */
const actionFields = new Set(['attempted', 'question', 'scopes', 'action']);

const textWords = ({ t, actionWords }: Tongue, field: string, value: string): string => {
  const state = field === 'status' ? stateText[value] : undefined;
  if (state !== undefined) {
    return t(state);
  }
  if (field === 'role') {
    return roleText(t, value);
  }
  return actionFields.has(field) ? actionWords(value) : value;
};

/** Somebody by name, anything else line by line. */
const objectWords = (tongue: Tongue, value: object): string | null => {
  if ('name' in value) {
    return String(value.name);
  }
  const lines = Object.entries(value).map(
    ([key, each]) => `${fieldWords(tongue.t, key)}: ${valueWords(tongue, key, each) ?? '–'}`,
  );
  return lines.length === 0 ? null : lines.join('\n');
};
