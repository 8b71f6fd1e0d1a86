import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { isComposing } from '../keys/composing.ts';
import { Keys } from '../ui/Keys.tsx';
import styles from './Palette.module.css';
import { PaletteDialog } from './PaletteDialog.tsx';
import fieldStyles from './PaletteField.module.css';
import { PaletteList } from './PaletteList.tsx';
import { stepTo } from './step.ts';
import { type Found, searchEverywhere, useFound } from './use-found.ts';
import type { Entry } from './use-own-groups.ts';

type PaletteProps = {
  /** What was typed before it was there. */
  readonly begun: RefObject<string>;
  readonly onClose: () => void;
};

/** Everything that can be found and done, by typing: a combobox over one list. */
export const Palette = ({ begun, onClose }: PaletteProps) => {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState(() => begun.current);
  const found = useFound(typed);
  const entries = found.groups.flatMap((group) => group.entries);
  const [chosen, setChosen] = useState<string | null>(null);
  const known = entries.findIndex((entry) => entry.id === chosen);
  // Before anything was typed no line is meant: an Enter too many must not do what merely stands first.
  const at = known === -1 && typed.trim() !== '' ? 0 : known;
  const take = useTake(onClose);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const apart = event.ctrlKey || event.metaKey;
    const to = stepTo(event.key, at, entries.length);
    if (isComposing(event.nativeEvent)) {
      return;
    }
    if (to !== null) {
      setChosen(entries[to]?.id ?? null);
    } else if (event.key === 'Enter') {
      take(entries[at], apart);
    } else if (apart && event.code === 'KeyK') {
      onClose();
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <PaletteDialog onClose={onClose}>
      <div className={fieldStyles.field}>
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        <input
          className={fieldStyles.input}
          type="text"
          role="combobox"
          aria-label={t('Search and commands')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries[at] === undefined ? undefined : `${id}-${entries[at].id}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          placeholder={t('Number, words, person or command')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={styles.close} onClick={onClose}>
          {t('Close')}
        </button>
      </div>
      <PaletteList id={id} groups={found.groups} current={entries[at]?.id ?? null} onHover={setChosen} onTake={take} />
      <Outcome
        found={found}
        count={typed.trim() === '' ? null : entries.filter((entry) => entry.id !== searchEverywhere).length}
      />
    </PaletteDialog>
  );
};

/** On to what was chosen. */
const useTake = (onClose: () => void) => {
  const { history } = useRouter();
  return (entry: Entry | undefined, apart: boolean): void => {
    if (entry === undefined) {
      return;
    }
    if (apart && entry.to !== undefined) {
      window.open(entry.to, '_blank', 'noopener');
      return;
    }
    if (entry.to === undefined) {
      onClose();
      // The dialog gives the focus back first; what is run may want it.
      requestAnimationFrame(() => entry.run?.());
      return;
    }
    // Not back to where it was: the next page begins with its own beginning.
    if (document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
    onClose();
    history.push(entry.to);
  };
};

type OutcomeProps = { readonly found: Found; readonly count: number | null };

/** How many there are, read out; that nothing was found or that the server could not be asked, shown as well. */
const Outcome = ({ found, count }: OutcomeProps) => {
  const t = useT();
  const slow = useSlow(found.pending);
  const failed = found.error === null ? null : problemText(t, found.error);
  const searching = slow ? t('Searching') : null;
  const outcome = count === 0 ? t('No matches') : count === null ? null : t('{{count}} shown', { count });
  return (
    <div className={styles.foot} data-silent={(failed === null && searching === null && count === null) || undefined}>
      <span role="status">{failed ?? searching ?? outcome}</span>
      <span className={styles.hints}>
        <Keys keys="↑ ↓" />
        <Keys keys="Enter" />
        <Keys keys="Esc" />
      </span>
    </div>
  );
};

/** True once it has taken so long that one would wonder. */
const useSlow = (pending: boolean): boolean => {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    const timer = pending ? window.setTimeout(() => setSlow(true), 400) : 0;
    return () => window.clearTimeout(timer);
  }, [pending]);
  return slow;
};
