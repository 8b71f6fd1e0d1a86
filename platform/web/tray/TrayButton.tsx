import { IconAlertTriangle, IconCheck, IconLoader2 } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { openTray, progressOf, type Run } from './runs.ts';
import styles from './Tray.module.css';

export const trayButtonId = 'running-jobs';

type TrayButtonProps = { readonly runs: readonly Run[]; readonly open: boolean };

/** In the bar on top: whether something runs and how far it is, or how it went. */
export const TrayButton = ({ runs, open }: TrayButtonProps) => {
  const t = useT();
  const running = runs.filter(({ state }) => state === 'running');
  const refused = runs.reduce((sum, { notDone }) => sum + notDone.length, 0);
  const progress = running.map(progressOf);
  const through = progress.reduce((sum, one) => sum + one.through, 0);
  const total = progress.reduce((sum, one) => sum + one.total, 0);
  const Icon = running.length > 0 ? IconLoader2 : refused > 0 ? IconAlertTriangle : IconCheck;
  const meaning = running.length > 0 ? 'open' : refused > 0 ? 'danger' : 'done';
  const figures = running.length > 0 ? `${through}/${total}` : refused > 0 ? String(refused) : '';
  return (
    <button
      type="button"
      id={trayButtonId}
      className={styles.button}
      data-meaning={meaning}
      aria-expanded={open}
      title={t('Jobs and their results')}
      onClick={() => openTray(!open)}
    >
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles.name}>
        {t('Jobs and their results')}
        {figures === '' ? null : ': '}
      </span>
      {figures}
    </button>
  );
};
