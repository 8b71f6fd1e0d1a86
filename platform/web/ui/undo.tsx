import { useSyncExternalStore } from 'react';
import { t, text, useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { useKeys } from '../keys/use-keys.ts';
import { Keys } from './Keys.tsx';
import { closeNotice, notify } from './notify.ts';
import styles from './Undo.module.css';

/** How long something can be taken back. The message waits longer while the pointer or the focus is on it. */
const offeredMs = 10_000;

type Offer = { readonly id: string; readonly undo: () => Promise<void> };
let offer: Offer | null = null;
let count = 0;
const watchers = new Set<() => void>();
const change = (next: Offer | null): void => {
  offer = next;
  for (const watcher of watchers) {
    watcher();
  }
};

/**
 * Says what was done and offers to take it back for ten seconds, by button or by `z`. Only the latest can be undone by
 * the key. When `undo` rejects, that is said in its place.
 */
export const offerUndo = (message: string, undo: () => Promise<void>): void => {
  count += 1;
  const mine: Offer = { id: `undo-${count}`, undo };
  change(mine);
  void notify({
    meaning: 'done',
    id: mine.id,
    message: <UndoMessage message={message} onUndo={() => takeBack(mine)} />,
    lastsMs: offeredMs,
    onClose: () => (offer === mine ? change(null) : undefined),
  });
};

const takeBack = (wanted: Offer): void => {
  if (offer === wanted) {
    change(null);
  }
  void closeNotice(wanted.id);
  wanted.undo().catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
};

const UndoMessage = ({ message, onUndo }: { readonly message: string; readonly onUndo: () => void }) => {
  const t = useT();
  return (
    <span className={styles.message}>
      <span>{message}</span>
      <button type="button" className={styles.undo} onClick={onUndo} aria-keyshortcuts="z">
        {t('Undo')} <Keys keys="z" />
      </button>
    </span>
  );
};

/** `z`, and Ctrl or Cmd with it, while there is something to take back. In a field that key belongs to the field. */
export const UndoKeys = () => {
  const present = useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => offer,
  );
  const run = (): void => (present === null ? undefined : takeBack(present));
  useKeys([
    { keys: 'z', label: text('Undo'), group: 'general', run },
    { keys: 'mod+z', label: text('Undo'), group: 'general', run },
  ]);
  return null;
};
