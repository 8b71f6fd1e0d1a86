import { useSyncExternalStore } from 'react';

/** Something that a run is about, by its name and where it is to be found. */
export type RunItem = { readonly name: string; readonly href: string };
/** One that it was not done to. `reason` is a sentence that was ready, `error` what the server said. */
export type NotDone = RunItem & { readonly reason?: string; readonly error?: unknown };
export type Run = {
  readonly id: number;
  readonly label: string;
  readonly total: number;
  readonly done: readonly RunItem[];
  readonly notDone: readonly NotDone[];
  readonly state: 'running' | 'stopped' | 'finished';
};
type Tray = { readonly runs: readonly Run[]; readonly open: boolean };

// Kept apart from any page: whoever goes elsewhere takes it along.
let tray: Tray = { runs: [], open: false };
let lastId = 0;
const watchers = new Set<() => void>();

const change = (next: Partial<Tray>): void => {
  tray = { ...tray, ...next };
  // Adding the same listener again changes nothing.
  const watch = tray.runs.some(({ state }) => state === 'running') ? 'addEventListener' : 'removeEventListener';
  window[watch]('beforeunload', askFirst);
  for (const watcher of watchers) {
    watcher();
  }
};

/** A full load would end what is running: the browser asks first, wherever the tray is. */
const askFirst = (event: Event): void => event.preventDefault();

/** A narrow screen has no room to spare: there the tray opens when it is asked for, or when something went wrong. */
const isWide = (): boolean => window.matchMedia('(min-width: 761px)').matches;

/** Puts a run into the tray; its id. */
export const addRun = (run: Pick<Run, 'label' | 'total' | 'notDone'>): number => {
  lastId += 1;
  change({ runs: [...tray.runs, { ...run, id: lastId, done: [], state: 'running' }], open: tray.open || isWide() });
  return lastId;
};
export const findRun = (id: number): Run | undefined => tray.runs.find((one) => one.id === id);
export const patchRun = (id: number, next: (before: Run) => Partial<Run>): void =>
  change({ runs: tray.runs.map((one) => (one.id === id ? { ...one, ...next(one) } : one)) });
export const stopRun = (id: number): void => patchRun(id, () => ({ state: 'stopped' }));
/**
 * Nothing of it goes on or is to be seen any more: before this tab begins anew of its own accord (sign-out, another
 * organization), which it must not hold back, and when the session ended, because somebody else may sign in next.
 */
export const emptyTray = (): void => change({ runs: [], open: false });
export const dismissRun = (id: number): void => change({ runs: tray.runs.filter((one) => one.id !== id) });
export const openTray = (open: boolean): void => (tray.open === open ? undefined : change({ open }));

/** How far it is. Those that were never tried count towards no progress. */
export const progressOf = ({ done, notDone, total }: Run): { readonly through: number; readonly total: number } => ({
  through: done.length + notDone.filter(({ error }) => error !== undefined).length,
  total,
});

/** What runs, or ran and was not dismissed yet. */
export const useTray = (): Tray =>
  useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => tray,
  );
