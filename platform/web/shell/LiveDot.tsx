import { useEffect, useState } from 'react';
import { type Translate, useT } from '../i18n/i18n.ts';
import type { LiveStatus } from '../live/hub.ts';
import { useLiveStatus } from '../live/LiveProvider.tsx';
import { Hint } from '../ui/Hint.tsx';
import styles from './LiveDot.module.css';

/** Green while changes arrive by themselves; amber, with the age of what is shown, while they do not. */
export const LiveDot = () => {
  const t = useT();
  const status = useLiveStatus();
  const label = labelOf(t, status, useAge(status));
  return (
    <Hint label={label}>
      <span className={styles.live} data-state={status.state} role="img" aria-label={label}>
        <span className={styles.dot} />
      </span>
    </Hint>
  );
};

/** Seconds since what is shown was as new as the server; counted only while that is not now. */
export const useAge = (status: LiveStatus): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (status.state === 'live') {
      return undefined;
    }
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [status.state]);
  return Math.max(0, Math.round((now - status.contact) / 1000));
};

/** "12초 전 데이터", or minutes once it is long. */
export const ageText = (t: Translate, seconds: number): string =>
  seconds < 90
    ? t('Data from {{count}} seconds ago', { count: seconds })
    : t('Data from {{count}} minutes ago', { count: Math.round(seconds / 60) });

const labelOf = (t: Translate, status: LiveStatus, age: number): string => {
  if (status.state === 'live') {
    return t('Live: changes appear by themselves');
  }
  return status.state === 'connecting' ? t('Connecting') : ageText(t, age);
};
