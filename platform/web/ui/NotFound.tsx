import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, use } from 'react';
import { useT } from '../i18n/i18n.ts';
import { isStaff } from '../session/session.ts';
import { SessionContext } from '../session/use-session.ts';
import styles from './NotFound.module.css';
import { EmptyState } from './State.tsx';

/** A field is more than the first load should carry for a page that few see. */
const NotFoundSearch = lazy(async () => ({ default: (await import('./NotFoundSearch.tsx')).NotFoundSearch }));

/** An address where nothing is, or nothing that this user may see: the two look the same on purpose. Says what may be, and where to go. */
export const NotFound = () => {
  const t = useT();
  const router = useRouter();
  const session = use(SessionContext);
  const tenant = session?.actingTenant.name;
  return (
    <EmptyState
      icon={<IconMapPinOff size={28} stroke={1.5} />}
      title={t('There is nothing here')}
      action={
        <>
          <Button renderRoot={(props: object) => <Link to="/" {...props} />}>{t('Go to Home')}</Button>
          <Button variant="default" onClick={() => router.history.back()}>
            {t('Go back')}
          </Button>
        </>
      }
      whole
    >
      <p>{t('It may be one of these:')}</p>
      <ul className={styles.reasons}>
        <li>{t('The address was typed or copied incompletely.')}</li>
        <li>{t('What was here has been removed.')}</li>
        <li>
          {tenant === undefined
            ? t('It belongs to another organization.')
            : t('It belongs to another organization: you are working in {{tenant}}.', { tenant })}{' '}
          {session !== null && isStaff(session)
            ? t('Change to the right one in the menu and open the address again.')
            : null}
        </li>
      </ul>
      {session === null ? null : (
        <Suspense fallback={null}>
          <NotFoundSearch />
        </Suspense>
      )}
    </EmptyState>
  );
};
