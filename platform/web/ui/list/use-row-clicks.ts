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
    let pressed: HTMLElement | null = null;
    let stop = (): void => undefined;
    const release = (): void => {
      stop();
      delete pressed?.dataset.pressed;
      pressed = null;
    };
    const open = (event: MouseEvent): void => {
      const link = linkUnder(event);
      const href = link?.getAttribute('href') ?? null;
      if (link === null || href === null) {
        return;
      }
      event.preventDefault();
      // The second click of a double click means the first.
      if (pressed === link) {
        return;
      }
      release();
      pressed = link;
      link.dataset.pressed = '';
      const { href: from } = history.location;
      // Whoever went elsewhere meanwhile stays there.
      stop = afterPaint(() => (history.location.href === from ? history.push(href) : release()));
    };
    element?.addEventListener('click', open);
    return () => {
      element?.removeEventListener('click', open);
      release();
    };
  }, [scroller, history]);
};

/** Runs once what was changed is on the screen; answers how to give it up. */
const afterPaint = (run: () => void): (() => void) => {
  let timer = 0;
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
};

/** The row's link that a plain click is on; clicks with a key held belong to the browser. */
const linkUnder = (event: MouseEvent): HTMLElement | null => {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || held) {
    return null;
  }
  return event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-row]') : null;
};
