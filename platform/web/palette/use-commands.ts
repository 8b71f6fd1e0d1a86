import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something that the page on the screen can do. `label` is what a button would say; three dots where it asks first. */
export type Command = { readonly label: string; readonly keys?: string; readonly run: () => void };

let commands: readonly Command[] = [];
const watchers = new Set<() => void>();

/** The palette offers these while the component is there. */
export const useCommands = (wanted: readonly Command[]): void => {
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  const names = wanted.map(({ label, keys }) => `${label}\t${keys ?? ''}`).join('\n');
  useEffect(() => {
    const mine =
      names === '' ? [] : latest.current.map((one, index) => ({ ...one, run: () => latest.current[index]?.run() }));
    change([...commands, ...mine]);
    return () => change(commands.filter((one) => !mine.includes(one)));
  }, [names]);
};

export const useAllCommands = (): readonly Command[] =>
  useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => commands,
  );

const change = (next: readonly Command[]): void => {
  commands = next;
  for (const watcher of watchers) {
    watcher();
  }
};
