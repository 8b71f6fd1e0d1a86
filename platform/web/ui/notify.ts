import type { ReactNode } from 'react';
import { t } from '../i18n/i18n.ts';
import { isMissingCode, tellNewVersion } from '../version/version.ts';

type Message = {
  readonly meaning: 'done' | 'danger';
  readonly title?: string;
  readonly message: ReactNode;
  /** By which `closeNotice` finds it. */
  readonly id?: string;
  /** What went wrong stays longer than what was done. */
  readonly lastsMs?: number;
  readonly onClose?: () => void;
};

/** Says something in the corner. What shows it is fetched when the first message comes. */
export const notify = async ({ meaning, title, message, id, lastsMs, onClose }: Message): Promise<void> => {
  const notifications = await fetchNotifications();
  notifications?.show({
    message,
    ...(title === undefined ? {} : { title }),
    ...(id === undefined ? {} : { id }),
    ...(onClose === undefined ? {} : { onClose }),
    // What was done waits until the reader has finished a sentence; what went wrong does not.
    role: meaning === 'danger' ? 'alert' : 'status',
    color: meaning === 'danger' ? 'red' : 'green',
    closeButtonProps: { 'aria-label': t('Close') },
    autoClose: lastsMs ?? (meaning === 'danger' ? 10_000 : 4000),
  });
};

/** Takes a message away before its time. */
export const closeNotice = async (id: string): Promise<void> => {
  (await fetchNotifications())?.hide(id);
};

const fetchNotifications = async () => {
  try {
    return (await import('@mantine/notifications')).notifications;
  } catch (error) {
    if (isMissingCode(error)) {
      tellNewVersion();
      return null;
    }
    throw error;
  }
};
