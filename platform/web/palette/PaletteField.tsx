import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './PaletteField.module.css';

type PaletteFieldProps = { readonly typed: RefObject<string>; readonly onClose: () => void };

/** While the palette's code is on its way: its field alone, in a dialog of the browser's own. What is typed goes on there. */
export const PaletteField = ({ typed, onClose }: PaletteFieldProps) => {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // Closing gives the focus back to where it was; merely going away would not.
    return () => current?.close();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={t('Find and do')} onCancel={onClose}>
      <input
        className={styles.input}
        type="text"
        aria-label={t('Find and do')}
        aria-busy="true"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={t('A number, words, a person or a command')}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.code === 'KeyK') {
            event.preventDefault();
            onClose();
          }
        }}
        onInput={({ currentTarget }) => {
          typed.current = currentTarget.value;
        }}
      />
    </dialog>
  );
};
