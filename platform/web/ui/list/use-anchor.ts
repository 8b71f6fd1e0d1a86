import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Anchor, anchorAt, topFor } from './anchor.ts';

/** Where lists stood, by address, for coming back to them. Gone with the page. */
const places = new Map<string, number>();

/**
 * Keeps what is looked at where it is when rows arrive above it. Somebody at the very top, whose pointer is elsewhere,
 * sees them arrive; everybody else is told how many there are.
 */
export const useAnchor = (
  scroller: RefObject<HTMLElement | null>,
  ids: readonly number[],
  height: number,
  place: string,
) => {
  const anchor = useRef<Anchor | null>(null);
  const known = useRef(ids);
  const [above, setAbove] = useState(0);

  useEffect(() => {
    const element = scroller.current;
    const onScroll = (): void => {
      const top = element?.scrollTop ?? 0;
      places.set(place, top);
      anchor.current = anchorAt(known.current, top, height);
      if (top < height) {
        setAbove(0);
      }
    };
    onScroll();
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  }, [scroller, place, height]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = known.current;
    known.current = ids;
    if (element === null || before === ids) {
      return;
    }
    const watched = element.scrollTop > 0 || element.matches(':hover, :focus-within');
    const top = anchor.current === null || !watched ? null : topFor(ids, anchor.current, height);
    if (top !== null && top > element.scrollTop) {
      setAbove((count) => count + Math.round((top - element.scrollTop) / height));
      element.scrollTop = top;
    }
    anchor.current = anchorAt(ids, element.scrollTop, height);
  }, [scroller, ids, height]);

  const toTop = (): void => scroller.current?.scrollTo({ top: 0 });
  return { initialTop: places.get(place) ?? 0, above, toTop };
};
