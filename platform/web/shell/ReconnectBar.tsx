import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { useLive, useLiveStatus } from '../live/LiveProvider.tsx';
import { ageText, useAge } from './LiveDot.tsx';
import styles from './ReconnectBar.module.css';

/** A blink of the network is nobody's business. */
const patience = 3000;

/** Floats over the page when the connection is lost: since when, and a way to try at once. Nothing below moves. */
export const ReconnectBar = () => {
  const t = useT();
  const live = useLive();
  const status = useLiveStatus();
  const age = useAge(status);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (status.state !== 'lost') {
      setShown(false);
      return undefined;
    }
    const timer = window.setTimeout(() => setShown(true), patience);
    return () => window.clearTimeout(timer);
  }, [status.state]);
  return (
    <div className={styles.place} role="status">
      {shown ? (
        <div className={styles.bar}>
          <IconPlugConnectedX size={16} stroke={1.75} aria-hidden="true" />
          <span>
            {t('Connection lost, reconnecting.')}
            <span className={styles.age} aria-hidden="true">
              {ageText(t, age)}
            </span>
          </span>
          <button type="button" onClick={() => live?.reconnect()}>
            {t('Reconnect now')}
          </button>
        </div>
      ) : null}
    </div>
  );
};
