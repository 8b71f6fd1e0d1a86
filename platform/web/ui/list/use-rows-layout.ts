import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { useDensity } from '../preferences.ts';
import { cardHeight, cardWidth, columnsFor } from './list.ts';

/** Which columns have room, or cards on a phone, and how high a row is then. */
export const useRowsLayout = <C extends { readonly from?: number }>(
  all: readonly C[],
  scroller: RefObject<HTMLElement | null>,
) => {
  const width = useWidth(scroller);
  const density = useDensity();
  const narrow = `(max-width: ${cardWidth}px)`;
  const cards = useMediaQuery(narrow, window.matchMedia(narrow).matches) === true;
  const coarse = useMediaQuery('(pointer: coarse)', window.matchMedia('(pointer: coarse)').matches) === true;
  const columns = useMemo(() => columnsFor(all, width), [all, width]);
  const line = density === 'compact' ? 28 : coarse ? 44 : 36;
  return { columns, cards, height: cards ? cardHeight : line };
};

/** The width there is for columns, which is not that of the window: the menu folds. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(window.innerWidth);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    setWidth(observed.clientWidth);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
};
