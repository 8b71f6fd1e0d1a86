import { type ComponentType, cloneElement, type ReactElement, Suspense, useEffect, useState } from 'react';
import { lazyPart } from '../../version/lazy-part.ts';

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
const pause = 1500;

/**
 * A menu whose code is fetched after the page stands, or when somebody is about to open it. `load` brings the menu
 * together with its button, opened at once; until then the button stands alone. `start` opens it without a click.
 */
export const lateMenu = <P extends { readonly face: Face }>(
  load: () => Promise<ComponentType<P>>,
  popup: 'menu' | 'listbox' | 'dialog' = 'menu',
): ComponentType<P & LateProps> => {
  const Menu = lazyPart<P>(load, ({ face }) => face) as unknown as ComponentType<P>;
  const fetch = (): void => void load().catch(() => undefined);
  return (props) => {
    const { face, start = false } = props;
    const [wanted, setWanted] = useState(start);
    useEffect(() => {
      const timer = window.setTimeout(fetch, pause);
      return () => window.clearTimeout(timer);
    }, []);
    const closed = cloneElement(face, {
      onClick: () => setWanted(true),
      onPointerEnter: fetch,
      onFocus: fetch,
      'aria-haspopup': popup,
      'aria-expanded': false,
    });
    return wanted ? (
      <Suspense fallback={closed}>
        <Menu {...props} />
      </Suspense>
    ) : (
      closed
    );
  };
};
