import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useT } from '../i18n/i18n.ts';
import { can, type Session } from '../session/session.ts';
import { type Refused, useRefusal } from './refusal.ts';
import { RequestId, State } from './StateFrame.tsx';

type RefusedStateProps = { readonly problem: Refused; readonly whole?: boolean };

/** Not allowed: why, whom to ask, which gate said no, and for those who may ask it, the whole explanation. */
export const RefusedState = ({ problem, whole = false }: RefusedStateProps) => {
  const t = useT();
  const { session, action, subject, check, why, whom } = useRefusal(problem);
  return (
    <State
      icon={<IconLock size={28} stroke={1.5} />}
      title={t('You do not have permission for this')}
      role="alert"
      whole={whole}
      action={session === null ? undefined : <Ways session={session} action={action} subject={subject} />}
    >
      <p>{why}</p>
      {whom === null ? null : <p>{whom}</p>}
      {check === null ? null : <p>{t('Denied at the “{{check}}” check.', { check })}</p>}
      <RequestId id={problem.requestId} />
    </State>
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
