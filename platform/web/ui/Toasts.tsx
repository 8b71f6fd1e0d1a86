import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import '@mantine/core/styles/Notification.layer.css';

/** The corner where messages appear. Loaded after the page stands. */
export const Toasts = () => <Notifications position="bottom-right" limit={3} zIndex={400} />;
