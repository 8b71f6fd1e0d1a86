import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';

/**
 * Plain clicks on a row's link are followed without a load; caught once for thousands of rows. The row looks pressed
 * before the next page is drawn, so that a press shows at once also where drawing takes long.
 */
export const useRowClicks = (scroller: RefObject<HTMLElement | null>): void => {
  const { history } = useRouter();
  useEffect(() => {
    const element = scroller.current;
    const open = (event: MouseEvent): void => {
      const link = linkUnder(event);
      const href = link?.getAttribute('href') ?? null;
      if (link !== null && href !== null) {
        event.preventDefault();
        link.dataset.pressed = '';
        afterPaint(() => {
          delete link.dataset.pressed;
          history.push(href);
        });
      }
    };
    element?.addEventListener('click', open);
    return () => element?.removeEventListener('click', open);
  }, [scroller, history]);
};

/** Runs once what was changed is on the screen. */
const afterPaint = (run: () => void): void => {
  requestAnimationFrame(() => void window.setTimeout(run));
};

/** The row's link that a plain click is on; clicks with a key held belong to the browser. */
const linkUnder = (event: MouseEvent): HTMLElement | null => {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || held) {
    return null;
  }
  return event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-row]') : null;
};
