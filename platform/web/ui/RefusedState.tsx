import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { use } from 'react';
import type { ProblemDocument } from '../api/problem.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { can, type Session } from '../session/session.ts';
import { useFunctionText } from '../session/use-function-text.ts';
import { SessionContext } from '../session/use-session.ts';
import { roleText } from '../shell/role-text.ts';
import { gateText } from './gate-text.ts';
import { RequestId, State } from './StateFrame.tsx';

type RefusedStateProps = {
  readonly problem: Pick<ProblemDocument, 'code' | 'requestId' | 'extra'>;
  readonly whole?: boolean;
};

/** Not allowed: which gate said no and why, whom to ask, and for those who may ask it, the whole explanation. */
export const RefusedState = ({ problem, whole = false }: RefusedStateProps) => {
  const t = useT();
  const session = use(SessionContext);
  const { gate, action, subject } = refusalOf(problem.extra);
  return (
    <State
      icon={<IconLock size={28} stroke={1.5} />}
      title={t('This is not open to you')}
      role="alert"
      whole={whole}
      action={session === null ? undefined : <Ways session={session} action={action} subject={subject} />}
    >
      {gate === null ? null : <p>{t('Denied at the “{{check}}” check.', { check: t(gate) })}</p>}
      <Why code={problem.code} action={action} session={session} />
      {session === null ? null : (
        <p>
          {problem.code.startsWith('access.provider')
            ? t('Ask an administrator of the provider.')
            : t('Ask an administrator of {{tenant}}.', { tenant: session.actingTenant.name })}
        </p>
      )}
      <RequestId id={problem.requestId} />
    </State>
  );
};

type WhyProps = { readonly code: string; readonly action: string | null; readonly session: Session | null };

const Why = ({ code, action, session }: WhyProps) => {
  const t = useT();
  const functionText = useFunctionText();
  const role = session === null ? '' : roleText(t, session.role);
  const reason = reasonText(t, code.replace('access.', ''), role);
  return (
    <>
      <p>{reason}</p>
      {action === null ? null : <p>{t('It needs: {{what}}.', { what: functionText(action) })}</p>}
    </>
  );
};

type WaysProps = { readonly session: Session; readonly action: string | null; readonly subject: string | null };

const Ways = ({ session, action, subject }: WaysProps) => {
  const t = useT();
  const question = { user: session.user.login, action, subject: subject ?? undefined };
  return (
    <>
      {window.location.pathname === '/' ? null : (
        <Button renderRoot={(props: object) => <Link to="/" {...props} />}>{t('Go to Home')}</Button>
      )}
      {can(session, 'permission.manage') && action !== null ? (
        <Button
          variant="default"
          renderRoot={(props: object) => <Link to={'/admin/why' as string} search={question as never} {...props} />}
        >
          {t('See why')}
        </Button>
      ) : null}
    </>
  );
};

const refusalOf = (extra: Readonly<Record<string, unknown>>) => ({
  gate: typeof extra.gate === 'string' ? (gateText[extra.gate] ?? null) : null,
  action: typeof extra.action === 'string' ? extra.action : null,
  subject: typeof extra.subject === 'string' ? extra.subject : null,
});

const reasonText = (t: Translate, reason: string, role: string): string => {
  switch (reason) {
    case 'provider_only':
      return t('Only administrators of the provider may do this, while they work at the provider itself.');
    case 'provider_house':
      return t('What belongs to the provider itself is for its administrators. Choose an organization to work in.');
    case 'not_owner':
      return t('It belongs to somebody else, and your role sees only its own.');
    default:
      return role === ''
        ? t('Your role does not allow this.')
        : t('Your role, {{role}}, does not include this.', { role });
  }
};
