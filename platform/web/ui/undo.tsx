import { Button } from '@mantine/core';
import { t } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { notify } from './notify.ts';
import styles from './Undo.module.css';

const seconds = 10_000;

/** Says what was done and offers, for ten seconds, to take it back. */
export const offerUndo = async (message: string, undo: () => Promise<void>): Promise<void> => {
  const { notifications } = await import('@mantine/notifications');
  const takeBack = (): void => {
    notifications.hide(id);
    undo().catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
  };
  const id = notifications.show({
    message: (
      <span className={styles.undo}>
        <span>{message}</span>
        <Button variant="default" onClick={takeBack}>
          {t('Undo')}
        </Button>
      </span>
    ),
    color: 'green',
    closeButtonProps: { 'aria-label': t('Close') },
    autoClose: seconds,
  });
};
