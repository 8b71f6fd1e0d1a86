import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { isComposing } from '../keys/composing.ts';
import styles from './PaletteDialog.module.css';

type PaletteDialogProps = { readonly onClose: () => void; readonly children: ReactNode };

/**
 * The palette's frame, over everything else. Not `showModal`, and no scroll lock: both have the browser look at the
 * whole page again, which takes longer than drawing the palette. Its field keeps the focus for as long as it is there;
 * then the focus goes back to where it was, unless somebody took it from the field before.
 */
export const PaletteDialog = ({ onClose, children }: PaletteDialogProps) => {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const { current } = dialog;
    current?.querySelector('input')?.focus();
    return () => {
      if (before instanceof HTMLElement && current?.contains(document.activeElement)) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  useEffect(() => {
    const stopped = new AbortController();
    const onPress = (event: MouseEvent): void => {
      const within = event.target instanceof Node && dialog.current?.contains(event.target) === true;
      // The field takes its own presses; any other would take the focus from it, or from what gets it back.
      if (!(within && event.target instanceof HTMLInputElement)) {
        event.preventDefault();
      }
      if (!within) {
        onClose();
      }
    };
    document.addEventListener('mousedown', onPress, { signal: stopped.signal });
    document.addEventListener('keydown', (event) => keepFocus(event, onClose), { signal: stopped.signal });
    return () => stopped.abort();
  }, [onClose]);
  return (
    <div className={styles.over}>
      <dialog ref={dialog} open className={styles.dialog} aria-modal="true" aria-label={t('Search and commands')}>
        {children}
      </dialog>
    </div>
  );
};

const keepFocus = (event: KeyboardEvent, onClose: () => void): void => {
  if (event.key === 'Escape' && !isComposing(event)) {
    event.preventDefault();
    onClose();
  } else if (event.key === 'Tab') {
    event.preventDefault();
  }
};
