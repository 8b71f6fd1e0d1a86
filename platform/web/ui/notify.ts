import type { ReactNode } from 'react';
import { t } from '../i18n/i18n.ts';

type Message = { readonly meaning: 'done' | 'danger'; readonly title?: string; readonly message: ReactNode };

/** Says something in the corner. What shows it is fetched when the first message comes. */
export const notify = async ({ meaning, title, message }: Message): Promise<void> => {
  const { notifications } = await import('@mantine/notifications');
  notifications.show({
    message,
    ...(title === undefined ? {} : { title }),
    color: meaning === 'danger' ? 'red' : 'green',
    closeButtonProps: { 'aria-label': t('Close') },
    autoClose: meaning === 'danger' ? 10_000 : 4000,
  });
};
