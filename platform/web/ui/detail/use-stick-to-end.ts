import { type RefObject, useLayoutEffect } from 'react';

const near = 160;

type Stick = {
  /** Begins at the end; otherwise at the beginning. */
  readonly fromEnd: boolean;
  /** Something of one's own is being added: there one wants to be, wherever one was. */
  readonly own: boolean;
};

/**
 * Keeps the end of a conversation in sight while one is there, also when what is above it grows; whoever reads further
 * up is left alone. On a phone, where the whole page scrolls, one begins at the top and only follows one's own words.
 */
export const useStickToEnd = (end: RefObject<HTMLElement | null>, ready: boolean, { fromEnd, own }: Stick): void => {
  useLayoutEffect(() => {
    const content = ready ? end.current?.parentElement : null;
    const scroller = content?.closest<HTMLElement>('[data-scroll]') ?? null;
    if (!content || scroller === null || getComputedStyle(scroller).overflowY !== 'auto') {
      return undefined;
    }
    let sticks = fromEnd;
    const stick = (): void => {
      if (sticks) {
        scroller.scrollTop = scroller.scrollHeight;
      }
    };
    const notice = (): void => {
      sticks = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < near;
    };
    const observer = new ResizeObserver(stick);
    observer.observe(content);
    scroller.addEventListener('scroll', notice, { passive: true });
    stick();
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', notice);
    };
  }, [end, ready, fromEnd]);

  useLayoutEffect(() => {
    if (own) {
      // Not to the edge: on a phone the field stands over it.
      end.current?.scrollIntoView({ block: 'center' });
    }
  }, [end, own]);
};
