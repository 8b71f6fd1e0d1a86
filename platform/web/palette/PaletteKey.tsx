import {
  createContext,
  type ReactNode,
  type RefObject,
  Suspense,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { text } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import { lazyPart } from '../version/lazy-part.ts';

const load = () => import('./Palette.tsx');
const Palette = lazyPart(async () => (await load()).Palette);
/** When the page has long been drawn and nobody asked for it yet. */
const atLeisure = 6000;
const ShowPalette = createContext<() => void>(() => undefined);

/** Opens the palette. */
export const useShowPalette = (): (() => void) => use(ShowPalette);

/** Ctrl+K or ⌘K, also from within a field: everything that can be found and done here. */
export const PaletteKey = ({ children }: { readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false);
  const heard = useRef('');
  const open = useCallback(() => {
    heard.current = '';
    setOpened(true);
  }, []);
  useEffect(() => {
    const timer = window.setTimeout(() => void load().catch(() => undefined), atLeisure);
    return () => window.clearTimeout(timer);
  }, []);
  useKeys([{ keys: 'mod+k', label: text('Find and do'), group: 'general', inFields: true, run: open }]);
  return (
    <ShowPalette value={open}>
      {children}
      {opened ? (
        <Suspense fallback={<Listening heard={heard} />}>
          <Palette begun={heard} onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </ShowPalette>
  );
};

/** While its code is on its way: what is typed is for the palette, and is no key of the page behind it. */
const Listening = ({ heard }: { readonly heard: RefObject<string> }) => {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      event.stopPropagation();
      if ([...event.key].length === 1) {
        event.preventDefault();
        heard.current += event.key;
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [heard]);
  return null;
};
