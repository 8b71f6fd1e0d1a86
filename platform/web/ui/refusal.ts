import { use } from 'react';
import type { ProblemDocument } from '../api/problem.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import type { Session } from '../session/session.ts';
import { useFunctionText } from '../session/use-function-text.ts';
import { SessionContext } from '../session/use-session.ts';
import { roleText } from '../shell/role-text.ts';
import { gateText } from './gate-text.ts';

export type Refused = Pick<ProblemDocument, 'code' | 'requestId' | 'extra'>;

/** A refusal in words: why, whom to ask, at which gate; and what was wanted, as codes. */
export const useRefusal = ({ code, extra }: Refused) => {
  const t = useT();
  const functionText = useFunctionText();
  const session = use(SessionContext);
  const gate = textOf(extra.gate);
  const action = textOf(extra.action);
  const check = gate === null ? undefined : gateText[gate];
  return {
    session,
    action,
    subject: textOf(extra.subject),
    check: check === undefined ? null : t(check),
    why: whyText(t, code, action === null ? null : functionText(action), session),
    whom: session === null ? null : whomText(t, code, session),
  };
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const whyText = (t: Translate, code: string, what: string | null, session: Session | null): string => {
  const special = specialText(t, code);
  if (special !== null) {
    return what === null ? special : `${special} ${t('It needs: {{what}}.', { what })}`;
  }
  if (session === null) {
    return t('Your role does not allow this.');
  }
  const role = roleText(t, session.role);
  return what === null
    ? t('Your role, {{role}}, does not include this.', { role })
    : t('This needs the permission “{{what}}”, which your role, {{role}}, does not include.', { what, role });
};

/** What is refused for another reason than the role. */
const specialText = (t: Translate, code: string): string | null => {
  switch (code) {
    case 'access.provider_only':
      return t('Only administrators of the provider may do this, while they work at the provider itself.');
    case 'access.provider_house':
      return t('What belongs to the provider itself is for its administrators. Choose an organization to work in.');
    case 'access.not_owner':
      return t('It belongs to somebody else, and your role sees only its own.');
    default:
      return null;
  }
};

const whomText = (t: Translate, code: string, { actingTenant }: Session): string =>
  code.startsWith('access.provider')
    ? t('Ask an administrator of the provider.')
    : t('Ask an administrator of {{tenant}}.', { tenant: actingTenant.name });
