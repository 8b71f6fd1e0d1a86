import { cloneElement, type HTMLAttributes, type ReactElement, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Hint.module.css';

type Named = ReactElement<
  Pick<HTMLAttributes<HTMLElement>, 'onPointerEnter' | 'onPointerLeave' | 'onPointerDown' | 'onFocus' | 'onBlur'>
>;
type HintProps = { readonly label: string; readonly children: Named };
type Place = {
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
  /** The pointer brought it, and may go on to it. */
  readonly hovered: boolean;
};

const pauseMs = 400;
/** Long enough for the pointer to cross the gap. */
const graceMs = 200;
const gapPx = 6;

/** The name of what has no words, on hover and on focus by keyboard. Screen readers hear the name from the thing itself. */
export const Hint = ({ label, children }: HintProps) => {
  const { place, show, hide, stay, leave } = useHint();
  const { props } = children;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: both(props.onPointerEnter, ({ currentTarget, pointerType }) =>
          pointerType === 'touch' ? undefined : show(currentTarget, true),
        ),
        onPointerLeave: both(props.onPointerLeave, leave),
        onPointerDown: both(props.onPointerDown, hide),
        onFocus: both(props.onFocus, ({ currentTarget }) =>
          currentTarget.matches(':focus-visible') ? show(currentTarget, false) : undefined,
        ),
        onBlur: both(props.onBlur, hide),
      })}
      {place === null
        ? null
        : createPortal(
            <span
              className={styles.hint}
              style={{ left: place.left, top: place.top }}
              data-above={place.above || undefined}
              data-hovered={place.hovered || undefined}
              aria-hidden="true"
              onPointerEnter={stay}
              onPointerLeave={leave}
              onPointerDown={hide}
            >
              {label}
            </span>,
            document.body,
          )}
    </>
  );
};

/** First what the thing does itself, then what the hint does. */
const both =
  <E,>(own: ((event: E) => void) | undefined, hint: (event: E) => void) =>
  (event: E): void => {
    own?.(event);
    hint(event);
  };

/** Comes after a pause, stays while the pointer is on it, and goes by Escape, or when what it names scrolls away. */
const useHint = () => {
  const [place, setPlace] = useState<Place | null>(null);
  const timer = useRef(0);
  const later = (next: () => void, wait: number): void => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(next, wait);
  };
  const hide = (): void => {
    window.clearTimeout(timer.current);
    setPlace(null);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (place === null) return undefined;
    const gone = (): void => setPlace(null);
    const onKey = ({ key }: KeyboardEvent): void => (key === 'Escape' ? gone() : undefined);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('scroll', gone, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('scroll', gone, true);
    };
  }, [place]);
  return {
    place,
    hide,
    show: (target: Element, hovered: boolean): void => later(() => setPlace(placeAt(target, hovered)), pauseMs),
    stay: (): void => window.clearTimeout(timer.current),
    leave: (): void => later(() => setPlace(null), graceMs),
  };
};

/** Below it where there is room, else above; the middle stays within the window. */
const placeAt = (target: Element, hovered: boolean): Place => {
  const { left, width, top, bottom } = target.getBoundingClientRect();
  const above = bottom + 40 > window.innerHeight;
  const middle = Math.min(Math.max(left + width / 2, 80), window.innerWidth - 80);
  return { left: middle, top: above ? top - gapPx : bottom + gapPx, above, hovered };
};
