import { Button } from '@mantine/core';
import { IconCloudOff, IconLock, IconMoodEmpty } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.ts';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import styles from './State.module.css';

type StateProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly role?: 'alert' | 'status';
  /** True where this is all the page has: then its title is the heading of the page. */
  readonly whole?: boolean;
};

/** A page or a part of one that has nothing to show, and says why and what to do. */
const State = ({ icon, title, children, action, role, whole = false }: StateProps) => (
  <div className={styles.state} role={role}>
    <div className={styles.icon} aria-hidden="true">
      {icon}
    </div>
    {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children === undefined ? null : <div className={styles.text}>{children}</div>}
    {action === undefined ? null : <div className={styles.action}>{action}</div>}
  </div>
);

type EmptyStateProps = Omit<StateProps, 'icon' | 'role'> & { readonly icon?: ReactNode };

/** Nothing here yet: what the place is for, and the one next step. */
export const EmptyState = ({ icon, ...rest }: EmptyStateProps) => (
  <State icon={icon ?? <IconMoodEmpty size={28} stroke={1.5} />} role="status" {...rest} />
);

type ErrorStateProps = { readonly error: unknown; readonly onRetry: () => void; readonly whole?: boolean };

/** It did not work: why, a way to try again, and a number to quote. A refusal reads as one. */
export const ErrorState = ({ error, onRetry, whole = false }: ErrorStateProps) => {
  const t = useT();
  if (isProblem(error) && error.status === 403) {
    return <RefusedState requestId={error.requestId} whole={whole} />;
  }
  const retry = (
    <Button variant="default" onClick={onRetry}>
      {t('Try again')}
    </Button>
  );
  return (
    <State
      icon={<IconCloudOff size={28} stroke={1.5} />}
      title={t('This could not be loaded')}
      action={retry}
      role="alert"
    >
      <p>{problemText(t, error)}</p>
      {isProblem(error) ? <RequestId id={error.requestId} /> : null}
    </State>
  );
};

type RefusedStateProps = { readonly requestId: string | null; readonly whole?: boolean };

/** Not allowed: which gate said no, and whom to ask. */
const RefusedState = ({ requestId, whole = false }: RefusedStateProps) => {
  const t = useT();
  return (
    <State
      icon={<IconLock size={28} stroke={1.5} />}
      title={t('Your role does not open this page')}
      role="alert"
      whole={whole}
    >
      <p>
        {t('You are signed in, but your role has no permission for this. Ask the administrator of your organization.')}
      </p>
      <RequestId id={requestId} />
    </State>
  );
};

const RequestId = ({ id }: { readonly id: string | null }) => {
  const t = useT();
  return id === null ? null : (
    <p className={styles.request}>
      {t('Request number')} <code>{id}</code>
    </p>
  );
};
