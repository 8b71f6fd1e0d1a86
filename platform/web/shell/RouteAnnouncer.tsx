import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';

/** A page sets its title as it is drawn, a moment after the address has changed. */
const moment = 150;

/**
 * A change of page is no full load: whoever hears the screen is told the new page's title, and where the focus was on
 * something that is gone, it stands at the beginning of the content instead of nowhere.
 */
export const RouteAnnouncer = () => {
  const router = useRouter();
  const [title, setTitle] = useState('');
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) {
          window.setTimeout(() => {
            setTitle(document.title);
            if (document.activeElement === document.body) {
              document.getElementById('main')?.focus({ preventScroll: true });
            }
          }, moment);
        }
      }),
    [router],
  );
  return (
    <div role="status">
      <VisuallyHidden>{title}</VisuallyHidden>
    </div>
  );
};
