import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';

/** Plain clicks on a row's link are followed without a load; caught once for thousands of rows. */
export const useRowClicks = (scroller: RefObject<HTMLElement | null>): void => {
  const { history } = useRouter();
  useEffect(() => {
    const element = scroller.current;
    const open = (event: MouseEvent): void => {
      const href = hrefUnder(event);
      if (href !== null) {
        event.preventDefault();
        history.push(href);
      }
    };
    element?.addEventListener('click', open);
    return () => element?.removeEventListener('click', open);
  }, [scroller, history]);
};

/** Where a plain click on a row leads; clicks with a key held belong to the browser. */
const hrefUnder = (event: MouseEvent): string | null => {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || held) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a[data-row]') : null;
  return link?.getAttribute('href') ?? null;
};
