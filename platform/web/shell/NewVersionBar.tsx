import { IconSparkles, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { useNewVersion } from '../version/version.ts';
import styles from './ReconnectBar.module.css';

/** Says quietly that the server has a newer version, and leaves the moment to whoever is at work. Drafts survive it. */
export const NewVersionBar = () => {
  const t = useT();
  const told = useNewVersion();
  const [later, setLater] = useState(0);
  return (
    <div className={styles.place} data-second="" role="status">
      {told > later ? (
        <div className={styles.bar} data-quiet="">
          <IconSparkles size={16} stroke={1.75} aria-hidden="true" />
          <span>{t('A new version is there. What you wrote is kept.')}</span>
          <button type="button" onClick={() => window.location.reload()}>
            {t('Reload')}
          </button>
          <button type="button" data-close="" aria-label={t('Later')} title={t('Later')} onClick={() => setLater(told)}>
            <IconX size={14} stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      ) : null}
    </div>
  );
};
