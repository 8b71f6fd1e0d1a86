import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import '@mantine/core/styles/Notification.layer.css';
import styles from './Toasts.module.css';

const belowDialogs = 190;
const aboveDialogs = 400;

/**
 * The corner where messages appear, clear of what one presses next. Loaded after the page stands. A phone has no free corner:
 * there they stand below the bar on top, and behind whatever is opened after them (the palette, a dialog).
 */
export const Toasts = () => {
  const phone = useMediaQuery('(max-width: 760px)') === true;
  return (
    <Notifications
      position={phone ? 'top-center' : 'bottom-left'}
      classNames={{ root: styles.corner ?? '' }}
      limit={3}
      containerWidth={360}
      zIndex={phone ? belowDialogs : aboveDialogs}
    />
  );
};
