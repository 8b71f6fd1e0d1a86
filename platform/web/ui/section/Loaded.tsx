import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { isProblem, isRefusal } from '../../api/problem.ts';
import { useT } from '../../i18n/i18n.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Notice } from '../Notice.tsx';
import { LinesSkeleton } from './LinesSkeleton.tsx';
import styles from './Section.module.css';

/** Seldom seen, and so not part of what comes first. */
const RefusedPart = lazy(async () => ({ default: (await import('./RefusedPart.tsx')).RefusedPart }));

type LoadedProps<T> = {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly isFetching: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** How many lines are on their way. */
  readonly lines?: number;
  /** What stands there meanwhile where it is not lines that come. */
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
};

/** What a section asked for: on its way, there, or failed with a way to try again. It fails alone, the page stays. */
export const Loaded = <T,>({ query, lines = 3, skeleton, children }: LoadedProps<T>) => {
  if (query.data !== undefined) {
    return children(query.data);
  }
  return query.error === null ? (
    (skeleton ?? <LinesSkeleton lines={lines} />)
  ) : (
    <Failed error={query.error} busy={query.isFetching} onRetry={() => void query.refetch()} />
  );
};

type FailedProps = { readonly error: unknown; readonly busy: boolean; readonly onRetry: () => void };

const Failed = ({ error, busy, onRetry }: FailedProps) => {
  const t = useT();
  if (isRefusal(error)) {
    return (
      <Suspense fallback={<LinesSkeleton lines={1} />}>
        <RefusedPart problem={error} />
      </Suspense>
    );
  }
  const retry = (
    <Button variant="default" loading={busy} onClick={onRetry}>
      {t('Try again')}
    </Button>
  );
  return (
    <div className={styles.failed}>
      <Notice meaning="danger" title={t('This could not be loaded')} role="alert" actions={retry}>
        {problemText(t, error)}
        {isProblem(error) && error.requestId !== null ? (
          <span className={styles.request}>
            {t('Reference')} <code>{error.requestId}</code>
          </span>
        ) : null}
      </Notice>
    </div>
  );
};
