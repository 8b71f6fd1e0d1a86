import { useSyncExternalStore } from 'react';
import { serverNow } from '../api/tab.ts';
import { formatDateTime } from '../i18n/dates.ts';
import { useLanguage, useT } from '../i18n/i18n.ts';
import { useSession, useZone } from '../session/use-session.ts';
import { followPaper, isOnPaper } from '../ui/print.ts';
import styles from './Shell.module.css';

/** On paper: whose page it is, and when it was printed. */
export const PaperHead = () => {
  const t = useT();
  const { actingTenant } = useSession();
  const zone = useZone();
  const language = useLanguage();
  if (!useSyncExternalStore(followPaper, isOnPaper)) {
    return null;
  }
  const at = formatDateTime(new Date(serverNow()).toISOString(), zone, language);
  return (
    <p className={styles.paper}>
      <strong>{actingTenant.name}</strong>
      <span>{t('Printed {{at}}', { at })}</span>
    </p>
  );
};
