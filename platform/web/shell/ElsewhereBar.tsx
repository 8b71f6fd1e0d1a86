import { IconBuilding } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { switchTenant } from '../session/leave.ts';
import { actsElsewhere } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { notify } from '../ui/notify.ts';
import styles from './ElsewhereBar.module.css';

/**
 * Whoever acts in another organization than the own one sees it on every page, in colour and in words. The name comes last:
 * where it is cut short for want of room, nothing stands behind it that would hang in the air.
 */
export const ElsewhereBar = () => {
  const t = useT();
  const session = useSession();
  if (!actsElsewhere(session)) {
    return null;
  }
  const back = (): void => {
    switchTenant(session.tenant.code).catch((error: unknown) =>
      notify({ meaning: 'danger', message: problemText(t, error) }),
    );
  };
  return (
    <section className={styles.bar} aria-label={t('Organization')}>
      <IconBuilding size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles.words} title={session.actingTenant.name}>
        {t('Working in: {{tenant}}', { tenant: session.actingTenant.name })}
      </span>
      <button type="button" onClick={back}>
        {t('Back to your organization')}
      </button>
    </section>
  );
};
