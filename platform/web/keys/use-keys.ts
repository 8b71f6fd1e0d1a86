import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isComposing } from './composing.ts';
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

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

/** Whoever is in a dialog or a menu means that one. A field keeps its list in the page while it is closed. */
const isBusyElsewhere = (): boolean =>
  [...document.querySelectorAll('dialog[open], [role="dialog"], [role="menu"], [role="listbox"]')].some((one) =>
    one.checkVisibility(),
  );

const onKeyDown = (event: KeyboardEvent): void => {
  if (isComposing(event) || event.defaultPrevented || isBusyElsewhere()) {
    return;
  }
  // Whoever types means letters, and Ctrl+Z takes back what was typed.
  const open = isTyping(event) ? bindings.filter(({ inFields }) => inFields) : bindings;
  const { found, sequence: next } = pick(open, event, sequence, event.timeStamp);
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
