import { type Text, type Translate, text, wordsFor } from '#platform/web/i18n/i18n.ts';
import { provider, type TenantRef } from '#platform/web/session/session.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import type { ExplanationAnswer } from '../../contract.ts';

/** What each gate asks. */
export const gateQuestion: Readonly<Record<string, Text>> = {
  principal: text('Is the person known, and are the account and organization active?'),
  tenant: text('Does it belong to this organization?'),
  permission: text('Does the role allow this function?'),
  row: text('Does the role cover this one, or only the person’s own?'),
};

/** The server's sentences, so that they read in the language of the screen. */
const whyText: Readonly<Record<string, Text>> = {
  'Account and tenant are active.': text('Account and organization are active.'),
  'The account or its tenant is not active.': text('The account or its organization is not active.'),
  'No particular thing was asked about.': text('No particular thing was asked about.'),
  'It belongs to this tenant.': text('It belongs to this organization.'),
  'This tenant has no such thing.': text('This organization has no such thing.'),
  'The role may do this with every row.': text('The role may do this with everything in the organization.'),
  'The role may do this with its own rows.': text('The role may do this with the person’s own things only.'),
  'There is no such function.': text('There is no such function.'),
  'Only people may do this, never an API key.': text('Only people may do this, never an API key.'),
  'The API key was not given this scope.': text('The API key was not given this scope.'),
  'Only an administrator of the provider who acts in * may do this.': text(
    'Only administrators of the provider may do this, while they work at the provider itself.',
  ),
  'What belongs to * is for its administrators.': text('What belongs to the provider is for its administrators.'),
  'The role may not do this.': text('The role does not include this.'),
  'Every row of the tenant is within reach.': text('It covers everything in the organization.'),
  'Only own rows would be shown.': text('Only the person’s own would be shown.'),
  'The row is the user’s own.': text('It is the person’s own.'),
  'The row is somebody else’s.': text('It belongs to somebody else.'),
  'An earlier gate refused.': text('An earlier check failed.'),
};

export const whyWords = (t: Translate, why: string): string => wordsFor(t, whyText, why);

const factText: Readonly<Record<string, Text>> = {
  kind: text('Signed in with'),
  login: text('Login'),
  home: text('Belongs to'),
  account: text('Account'),
  kindOfMember: text('Kind of user'),
  tenantStatus: text('Organization'),
  actingTenant: text('Works in'),
  subject: text('Subject'),
  action: text('Function'),
  role: text('Role here'),
  homeRole: text('Role at home'),
  cell: text('Role matrix'),
  providerOnly: text('Only at the provider'),
  scopes: text('Scopes of the key'),
  user: text('Person'),
  rows: text('Reach'),
  owners: text('Whose it is'),
};

const valueText: Readonly<Record<string, Text>> = {
  'kind.session': text('Browser'),
  'account.active': text('Active'),
  'account.disabled': text('Disabled'),
  'kindOfMember.own': text('User of this organization'),
  'kindOfMember.staff': text('Assigned staff'),
  'kindOfMember.super': text('Administrator of the provider'),
  'tenantStatus.active': text('In use'),
  'cell.yes': text('May'),
  'cell.own': text('Own only'),
  'cell.no': text('May not'),
  'rows.all': text('Everything here'),
  'rows.own': text('Own only'),
  'providerOnly.true': text('Yes'),
  'providerOnly.false': text('No'),
};

/** A fact that a gate saw, as name and value; null for one that says nothing here. */
type Tongue = {
  readonly t: Translate;
  readonly functionText: (name: string) => string;
  /** What people know the subject of the question by. */
  readonly subjectName: string | null;
  /** The organization that the question is about. */
  readonly here: TenantRef;
  /** Whom the question is about. */
  readonly person: ExplanationAnswer['user'];
};

export const factWords = (
  tongue: Tongue,
  [name, value]: readonly [string, unknown],
): readonly [string, string] | null => {
  const isNothing = value === null || (Array.isArray(value) && value.length === 0);
  if (isNothing) {
    return null;
  }
  const { t } = tongue;
  const words = valueWords(tongue, name, String(value));
  return [wordsFor(t, factText, name), wordsFor(t, valueText, `${name}.${String(value)}`, words)];
};

/** `ticket:12` as people say it, by its id where this organization has no such thing; other things as the API does. */
export const subjectWords = ({ t, subjectName }: Pick<Tongue, 't' | 'subjectName'>, subject: string): string => {
  const [kind, id = ''] = subject.split(':');
  switch (kind) {
    case 'ticket':
      return subjectName ?? t('Request with the id {{id}}', { id });
    case 'user':
      return t('User {{id}}', { id: subjectName === null ? id : `${subjectName} (${id})` });
    default:
      return subject;
  }
};

const tenantWords = ({ t, here }: Tongue, code: string): string => {
  if (code === provider) {
    return t('Provider');
  }
  return code === here.code ? `${here.name} (${code})` : code;
};

const personWords = ({ t, person }: Tongue, id: string): string =>
  id === String(person.id) ? personName(person) : t('User {{id}}', { id });

const valueWords = (tongue: Tongue, name: string, value: string): string => {
  const { t, functionText } = tongue;
  switch (name) {
    case 'role':
    case 'homeRole':
      return roleText(t, value);
    case 'action':
      return functionText(value);
    case 'user':
    case 'owners':
      return value
        .split(',')
        .map((id) => personWords(tongue, id))
        .join(', ');
    case 'subject':
      return subjectWords(tongue, value);
    case 'home':
    case 'actingTenant':
      return tenantWords(tongue, value);
    default:
      return value;
  }
};
