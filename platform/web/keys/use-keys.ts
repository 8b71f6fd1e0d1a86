import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type KeyBinding, pick, type Sequence } from './keys.ts';

let bindings: readonly KeyBinding[] = [];
let sequence: Sequence = null;
const watchers = new Set<() => void>();

/** These keys work while the component is there. */
export const useKeys = (wanted: readonly KeyBinding[]): void => {
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  const names = wanted.map(({ keys }) => keys).join('|');
  // The names decide when to sign up again; what a key does is always read from the latest drawing.
  useEffect(() => {
    const mine =
      names === '' ? [] : latest.current.map((one, index) => ({ ...one, run: () => latest.current[index]?.run() }));
    change([...bindings, ...mine]);
    return () => change(bindings.filter((one) => !mine.includes(one)));
  }, [names]);
};

/** Every key that works at this moment, for the list behind `?`. */
export const useAllKeys = (): readonly KeyBinding[] =>
  useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => bindings,
  );

const change = (next: readonly KeyBinding[]): void => {
  bindings = next;
  for (const watcher of watchers) {
    watcher();
  }
};

/** Whoever types means letters; whoever is in a dialog or a menu means that one. */
const isBusyElsewhere = (event: KeyboardEvent): boolean => {
  const target = event.target instanceof Element ? event.target : null;
  const typing = target?.closest('input, textarea, select, [contenteditable="true"]') != null;
  // Ctrl+A in a field means the words in it.
  const withMod = (event.ctrlKey || event.metaKey) && event.code !== 'KeyA';
  return (typing && !withMod) || document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
};

const onKeyDown = (event: KeyboardEvent): void => {
  if (event.isComposing || event.defaultPrevented || isBusyElsewhere(event)) {
    return;
  }
  const { found, sequence: next } = pick(bindings, event, sequence, event.timeStamp);
  sequence = next;
  if (found !== null && !hasOwnUse(found.keys, event.target)) {
    event.preventDefault();
    found.run();
  }
};

/**
 * A button and a link do what they say on Enter or Space (the link of a row is what those keys are about), and a part of
 * the page that scrolls by itself is scrolled by the keys for that.
 */
const hasOwnUse = (keys: string, target: EventTarget | null): boolean => {
  if (!(target instanceof Element)) {
    return false;
  }
  const pressed = /^(?:Enter|Space)$/.test(keys) && target.closest('button, summary, a[href]:not([data-row])') !== null;
  return pressed || (/^(?:Space|Home|End|Page\w+)$/.test(keys) && target.closest('[data-scroll]') !== null);
};

/** Called once, when the app starts. */
export const listenToKeys = (): void => window.addEventListener('keydown', onKeyDown);
