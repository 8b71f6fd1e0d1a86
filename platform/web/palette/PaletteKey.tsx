import { createContext, type ReactNode, Suspense, use, useCallback, useState } from 'react';
import { text } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import { lazyPart } from '../version/lazy-part.ts';

const Palette = lazyPart(async () => (await import('./Palette.tsx')).Palette);
const ShowPalette = createContext<() => void>(() => undefined);

/** Opens the palette. */
export const useShowPalette = (): (() => void) => use(ShowPalette);

/** Ctrl+K or ⌘K, also from within a field: everything that can be found and done here. */
export const PaletteKey = ({ children }: { readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => setOpened(true), []);
  useKeys([{ keys: 'mod+k', label: text('Find and do'), group: 'general', inFields: true, run: open }]);
  return (
    <ShowPalette value={open}>
      {children}
      {opened ? (
        <Suspense fallback={null}>
          <Palette onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </ShowPalette>
  );
};
