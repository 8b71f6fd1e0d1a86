import { Button } from '@mantine/core';
import { IconCloudOff, IconInbox, IconLock } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { isProblem, isRefusal } from '../api/problem.ts';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { RequestId, State, type StateProps } from './StateFrame.tsx';

/** Seldom seen, and so not part of the first load; until it is there, the page says at least that much. */
const RefusedState = lazy(async () => ({ default: (await import('./RefusedState.tsx')).RefusedState }));

type EmptyStateProps = Omit<StateProps, 'icon' | 'role'> & { readonly icon?: ReactNode };

/** Nothing here yet: what the place is for, and the one next step. */
export const EmptyState = ({ icon, ...rest }: EmptyStateProps) => (
  <State icon={icon ?? <IconInbox size={28} stroke={1.5} />} role="status" {...rest} />
);

type ErrorStateProps = {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** What trying again is here. */
  readonly again?: string;
  readonly whole?: boolean;
};

/** It did not work: why, a way to try again, and a number to quote. A refusal reads as one. */
export const ErrorState = ({ error, onRetry, again, whole = false }: ErrorStateProps) => {
  const t = useT();
  if (isRefusal(error)) {
    return (
      <Suspense
        fallback={
          <State
            icon={<IconLock size={28} stroke={1.5} />}
            title={t('You do not have permission for this')}
            whole={whole}
          />
        }
      >
        <RefusedState problem={error} whole={whole} />
      </Suspense>
    );
  }
  const retry = (
    <Button variant="default" onClick={onRetry}>
      {again ?? t('Try again')}
    </Button>
  );
  return (
    <State
      icon={<IconCloudOff size={28} stroke={1.5} />}
      title={t('This could not be loaded')}
      action={retry}
      role="alert"
      whole={whole}
    >
      <p>{problemText(t, error)}</p>
      {isProblem(error) ? <RequestId id={error.requestId} /> : null}
    </State>
  );
};
