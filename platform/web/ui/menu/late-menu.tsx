import { type ComponentType, cloneElement, type ReactElement, useEffect, useRef, useState } from 'react';
import { fetchPart } from '../../version/fetch-part.ts';

type FaceProps = {
  readonly onClick?: () => void;
  readonly onPointerEnter?: () => void;
  readonly onFocus?: () => void;
  readonly 'aria-haspopup'?: 'menu' | 'listbox' | 'dialog';
  readonly 'aria-expanded'?: boolean;
};
/** The button of a menu. */
export type Face = ReactElement<FaceProps>;
type LateProps = { readonly face: Face; readonly start?: boolean };

/** Until then the page has drawn what one came for. */
const pauseMs = 1500;

/**
 * A menu whose code is fetched after the page stands, or when somebody is about to open it. `load` brings the menu
 * together with its button, opened at once; until then the button stands alone, and stays so when the code did not come
 * or came when one was busy elsewhere: the next click asks again. `start` opens it without a click.
 */
export const lateMenu = <P extends { readonly face: Face }>(
  load: () => Promise<ComponentType<P>>,
  popup: 'menu' | 'listbox' | 'dialog' = 'menu',
): ComponentType<P & LateProps> => {
  const fetch = (): void => void load().catch(() => undefined);
  return (props) => {
    const { face, start = false } = props;
    const [Menu, setMenu] = useState<ComponentType<P> | null>(null);
    const open = async (): Promise<void> => {
      const asked = document.activeElement;
      const found = await fetchPart(load);
      if (found !== null && isFocusAt(asked)) {
        setMenu(() => found);
      }
    };
    const begin = useRef(start ? open : null);
    useEffect(() => {
      void begin.current?.();
      const timer = window.setTimeout(fetch, pauseMs);
      return () => window.clearTimeout(timer);
    }, []);
    return Menu === null ? (
      cloneElement(face, {
        onClick: () => void open(),
        onPointerEnter: fetch,
        onFocus: fetch,
        'aria-haspopup': popup,
        'aria-expanded': false,
      })
    ) : (
      <Menu {...props} />
    );
  };
};

/** Whether nobody has gone on to something else since: what comes late takes the focus from nothing. */
const isFocusAt = (before: Element | null): boolean =>
  document.activeElement === before || document.activeElement === document.body || document.activeElement === null;
