import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import '@mantine/core/styles/Notification.layer.css';

/** The corner where messages appear, clear of what one presses next. Loaded after the page stands. */
export const Toasts = () => {
  const phone = useMediaQuery('(max-width: 760px)') === true;
  return <Notifications position={phone ? 'top-center' : 'bottom-left'} limit={3} containerWidth={360} zIndex={400} />;
};
