import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { text } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import { fetchPart } from '../version/fetch-part.ts';
import type { Palette as FullPalette } from './Palette.tsx';
import { PaletteField } from './PaletteField.tsx';

const load = async () => (await import('./Palette.tsx')).Palette;
/** When the page has long been drawn and nobody asked for it yet. */
const atLeisureMs = 6000;
const ShowPalette = createContext<() => void>(() => undefined);

/** Opens the palette. */
export const useShowPalette = (): (() => void) => use(ShowPalette);

/** Ctrl+K or ⌘K, also from within a field: everything that can be found and done here. */
export const PaletteKey = ({ children }: { readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false);
  const [Palette, setPalette] = useState<typeof FullPalette | null>(null);
  const begun = useRef('');
  const close = useCallback(() => setOpened(false), []);
  const open = useCallback(async () => {
    begun.current = '';
    setOpened(true);
    const found = await fetchPart(load);
    if (found === null) {
      setOpened(false);
    } else {
      setPalette(() => found);
    }
  }, []);
  useEffect(() => {
    const timer = window.setTimeout(() => void load().catch(() => undefined), atLeisureMs);
    return () => window.clearTimeout(timer);
  }, []);
  const show = useCallback(() => void open(), [open]);
  useKeys([{ keys: 'mod+k', label: text('Search and commands'), group: 'general', inFields: true, run: show }]);
  return (
    <ShowPalette value={show}>
      {children}
      {opened && Palette !== null ? <Palette begun={begun} onClose={close} /> : null}
      {opened && Palette === null ? <PaletteField typed={begun} onClose={close} /> : null}
    </ShowPalette>
  );
};
