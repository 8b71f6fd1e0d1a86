import type { RefObject } from 'react';
import { useT } from '../i18n/i18n.ts';
import { PaletteDialog } from './PaletteDialog.tsx';
import styles from './PaletteField.module.css';

type PaletteFieldProps = { readonly typed: RefObject<string>; readonly onClose: () => void };

/** While the palette's code is on its way: its field alone. What is typed goes on there. */
export const PaletteField = ({ typed, onClose }: PaletteFieldProps) => {
  const t = useT();
  return (
    <PaletteDialog onClose={onClose}>
      <div className={styles.field}>
        <input
          className={styles.input}
          type="text"
          aria-label={t('Search and commands')}
          aria-busy="true"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t('Number, words, person or command')}
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
      </div>
    </PaletteDialog>
  );
};
