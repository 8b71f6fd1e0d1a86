import { cloneElement, type HTMLAttributes, type ReactElement, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Hint.module.css';

type Named = ReactElement<
  Pick<HTMLAttributes<HTMLElement>, 'onPointerEnter' | 'onPointerLeave' | 'onPointerDown' | 'onFocus' | 'onBlur'>
>;
type HintProps = { readonly label: string; readonly children: Named };
type Place = { readonly left: number; readonly top: number; readonly above: boolean };

const pause = 400;
const gap = 6;

/** The name of what has no words, on hover and on focus by keyboard. Screen readers hear the name from the thing itself. */
export const Hint = ({ label, children }: HintProps) => {
  const [place, setPlace] = useState<Place | null>(null);
  const timer = useRef(0);
  const hide = (): void => {
    window.clearTimeout(timer.current);
    setPlace(null);
  };
  const show = (target: Element): void => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setPlace(placeAt(target)), pause);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (place === null) return undefined;
    const onKey = ({ key }: KeyboardEvent): void => (key === 'Escape' ? setPlace(null) : undefined);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [place]);
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: ({ currentTarget, pointerType }) => (pointerType === 'touch' ? undefined : show(currentTarget)),
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: ({ currentTarget }) => (currentTarget.matches(':focus-visible') ? show(currentTarget) : undefined),
        onBlur: hide,
      })}
      {place === null
        ? null
        : createPortal(
            <span
              className={styles.hint}
              style={{ left: place.left, top: place.top }}
              data-above={place.above || undefined}
              aria-hidden="true"
            >
              {label}
            </span>,
            document.body,
          )}
    </>
  );
};

/** Below it where there is room, else above; the middle stays within the window. */
const placeAt = (target: Element): Place => {
  const { left, width, top, bottom } = target.getBoundingClientRect();
  const above = bottom + 40 > window.innerHeight;
  const middle = Math.min(Math.max(left + width / 2, 80), window.innerWidth - 80);
  return { left: middle, top: above ? top - gap : bottom + gap, above };
};
