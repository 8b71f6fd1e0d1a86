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
  const withMod = event.ctrlKey || event.metaKey;
  return (typing && !withMod) || document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
};

const onKeyDown = (event: KeyboardEvent): void => {
  if (event.isComposing || event.defaultPrevented || isBusyElsewhere(event)) {
    return;
  }
  const { found, sequence: next } = pick(bindings, event, sequence, event.timeStamp);
  sequence = next;
  if (found !== null && !(found.keys === 'Enter' && event.target instanceof HTMLButtonElement)) {
    event.preventDefault();
    found.run();
  }
};

/** Called once, when the app starts. */
export const listenToKeys = (): void => window.addEventListener('keydown', onKeyDown);
