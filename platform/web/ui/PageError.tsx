import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { useT } from '../i18n/i18n.ts';
import { isMissingCode } from '../version/version.ts';
import { NotFound } from './NotFound.tsx';
import { EmptyState, ErrorState } from './State.tsx';

/** What stands in a page's place when it threw; trying again loads its data anew, or the page if its code is gone. */
export const PageError = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => {
  const t = useT();
  const router = useRouter();
  if (isProblem(error) && error.status === 404) {
    return <NotFound />;
  }
  if (isMissingCode(error)) {
    return <NewerPage />;
  }
  const retry = (): void => {
    if (isProblem(error)) {
      reset();
      void router.invalidate();
    } else {
      window.location.reload();
    }
  };
  return <ErrorState error={error} onRetry={retry} {...(isProblem(error) ? {} : { again: t('Reload') })} whole />;
};

/** The page's code went with an older version, or the network brought none of it. */
const NewerPage = () => {
  const t = useT();
  const reload = <Button onClick={() => window.location.reload()}>{t('Reload')}</Button>;
  return (
    <EmptyState
      icon={<IconSparkles size={28} stroke={1.5} />}
      title={t('This page comes after a reload')}
      action={reload}
      whole
    >
      {t('A new version is there, or the network was away for a moment. What you wrote is kept.')}
    </EmptyState>
  );
};
