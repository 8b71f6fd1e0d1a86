import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './PaletteDialog.module.css';

type PaletteDialogProps = { readonly onClose: () => void; readonly children: ReactNode };

/**
 * The palette's frame, over everything else. Not `showModal`, and no scroll lock: both have the browser look at the
 * whole page again, which takes longer than drawing the palette. Its field is all that can have the focus.
 */
export const PaletteDialog = ({ onClose, children }: PaletteDialogProps) => {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.querySelector('input')?.focus();
    return () => (before instanceof HTMLElement ? before.focus({ preventScroll: true }) : undefined);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Escape that ends a Hangul syllable is the syllable's.
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      onClose();
    } else if (event.key !== 'Tab') {
      return;
    }
    event.preventDefault();
  };
  useEffect(() => {
    const closeBeside = ({ target }: MouseEvent): void =>
      target instanceof Node && dialog.current?.contains(target) === false ? onClose() : undefined;
    document.addEventListener('mousedown', closeBeside);
    return () => document.removeEventListener('mousedown', closeBeside);
  }, [onClose]);
  return (
    <div className={styles.over}>
      <dialog
        ref={dialog}
        open
        className={styles.dialog}
        aria-modal="true"
        aria-label={t('Find and do')}
        onKeyDown={onKeyDown}
      >
        {children}
      </dialog>
    </div>
  );
};
