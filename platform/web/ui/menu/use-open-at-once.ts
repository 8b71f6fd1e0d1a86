import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For what `lateMenu` shows once it is there: open from the beginning. The button that was pressed is gone; the one this
 * ref is given to is where the focus returns to.
 */
export const useOpenAtOnce = (open: (opened: true) => void): RefObject<HTMLElement | null> => {
  const target = useRef<HTMLElement>(null);
  const first = useRef(open);
  useLayoutEffect(() => {
    target.current?.focus({ preventScroll: true });
    first.current(true);
  }, []);
  return target;
};
