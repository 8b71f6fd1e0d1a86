import { type ReactNode, useSyncExternalStore } from 'react';
import type { NavIcon } from '../../module.ts';
import { runAll } from './run-all.ts';

/** What a form of a bulk action gets: the rows it is about, and how it begins. */
export type BulkForm<R> = {
  readonly rows: readonly R[];
  readonly start: (run: (row: R) => Promise<unknown>) => void;
  readonly onClose: () => void;
};

/** Something that can be done to many rows: at once (`run`), or after something more was asked (`form`). */
export type BulkAction<R> = {
  readonly key: string;
  readonly label: string;
  readonly icon: NavIcon;
  /** Why this row will refuse it, as far as that shows on the row; null where the server is to be asked. */
  readonly refuses: (row: R) => string | null;
  readonly run?: (row: R) => Promise<unknown>;
  readonly form?: (form: BulkForm<R>) => ReactNode;
};

/** One row that it was not done to. `reason` is a sentence that was ready, `error` what the server said. */
export type NotDone = {
  readonly name: string;
  readonly href: string;
  readonly reason?: string;
  readonly error?: unknown;
};
export type BulkRun = {
  readonly id: number;
  /** The list it was started from; its result waits there. */
  readonly list: string;
  readonly label: string;
  readonly total: number;
  readonly done: number;
  readonly notDone: readonly NotDone[];
  readonly state: 'running' | 'stopped' | 'finished';
};

type Named<R> = { readonly rows: readonly R[]; readonly describe: (row: R) => Omit<NotDone, 'reason' | 'error'> };
type Start<R> = Named<R> & {
  readonly list: string;
  readonly label: string;
  readonly refused: readonly NotDone[];
  readonly run: (row: R) => Promise<unknown>;
};

// Kept apart from any page: whoever leaves the list finds the result on coming back.
let runs: readonly BulkRun[] = [];
let lastId = 0;
const watchers = new Set<() => void>();

const change = (next: readonly BulkRun[]): void => {
  runs = next;
  for (const watcher of watchers) {
    watcher();
  }
};

const patch = (id: number, next: (before: BulkRun) => Partial<BulkRun>): void =>
  change(runs.map((one) => (one.id === id ? { ...one, ...next(one) } : one)));

const find = (id: number): BulkRun | undefined => runs.find((one) => one.id === id);

/** Begins; answers the rows that failed once all are through. */
export const startRun = async <R>({ list, label, rows, refused, run, describe }: Start<R>): Promise<readonly R[]> => {
  lastId += 1;
  const id = lastId;
  const failed: R[] = [];
  change([...runs, { id, list, label, total: rows.length, done: 0, notDone: refused, state: 'running' }]);
  await runAll(rows, run, {
    tell: (trouble) => {
      if (trouble === null) {
        patch(id, ({ done }) => ({ done: done + 1 }));
      } else {
        failed.push(trouble.row);
        patch(id, ({ notDone }) => ({ notDone: [...notDone, { ...describe(trouble.row), error: trouble.error }] }));
      }
    },
    isStopped: () => find(id)?.state !== 'running',
  });
  patch(id, ({ state }) => ({ state: state === 'running' ? 'finished' : state }));
  return failed;
};

export const stopRun = (id: number): void => patch(id, () => ({ state: 'stopped' }));
export const dismissRun = (id: number): void => change(runs.filter((one) => one.id !== id));

/** What runs, or ran and was not dismissed yet. */
export const useRuns = (): readonly BulkRun[] =>
  useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => runs,
  );
