import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { type RunOne, startRun } from '../../tray/start-run.ts';
import type { BulkAction } from './bulk.ts';
import styles from './ListBody.module.css';
import { type ListRow, nameOf, type RowsLook } from './list.ts';
import { Rows, type RowsProps } from './Rows.tsx';
import { type Peeking, usePeek } from './use-peek.ts';
import { focusRow } from './use-row-keys.ts';
import { type Selecting, useSelection } from './use-selection.ts';

const SelectionBar = lazy(async () => ({
  default: (await import('./SelectionBar.tsx')).SelectionBar,
})) as unknown as typeof import('./SelectionBar.tsx').SelectionBar;
const PeekPanel = lazy(async () => ({ default: (await import('./PeekPanel.tsx')).PeekPanel }));

type Peek<R> = (row: R) => ReactNode;
type ListBodyProps<R extends ListRow> = Omit<RowsProps<R>, 'selecting' | 'peeking'> & {
  readonly bulk: readonly BulkAction<R>[] | undefined;
  readonly peek: Peek<R> | undefined;
};

/** The rows, what is looked at beside them, and below them what can be done to those that were chosen. */
export const ListBody = <R extends ListRow>({ bulk, peek, ...rows }: ListBodyProps<R>) => {
  const ids = useMemo(() => rows.rows.map(({ id }) => id), [rows.rows]);
  const selection = useSelection(ids);
  const peeking = usePeek();
  const selecting = bulk === undefined || bulk.length === 0 ? undefined : selection;
  return (
    <div className={styles.split}>
      <div className={styles.main}>
        <Rows {...rows} selecting={selecting} peeking={peek === undefined ? undefined : peeking} />
        <Foot actions={bulk ?? []} selecting={selection} rows={rows.rows} look={rows.look} />
      </div>
      {peek === undefined ? null : <Peeked peek={peek} peeking={peeking} rows={rows.rows} look={rows.look} />}
    </div>
  );
};

type FootProps<R extends ListRow> = {
  readonly actions: readonly BulkAction<R>[];
  readonly selecting: Selecting;
  readonly rows: readonly R[];
  readonly look: RowsLook<R>;
};

const Foot = <R extends ListRow>({ actions, selecting, rows, look }: FootProps<R>) => {
  const chosen = useMemo(() => rows.filter(({ id }) => selecting.ids.has(id)), [rows, selecting.ids]);
  const describe = (row: R) => ({ name: nameOf(look, row), href: look.href(row) });
  const start = ({ label, refuses }: BulkAction<R>, run: RunOne<R>): void => {
    const judged = chosen.map((row) => ({ row, reason: refuses(row) }));
    const refused = judged.flatMap(({ row, reason }) => (reason === null ? [] : [{ ...describe(row), reason }]));
    const taken = judged.flatMap(({ row, reason }) => (reason === null ? [row] : []));
    leave();
    // What failed stays chosen, for another try.
    void startRun({ label, rows: taken, refused, run, describe }).then((failed) =>
      failed.length === 0 ? undefined : selecting.set(failed.map(({ id }) => id)),
    );
  };
  /** The bar goes, and with it the button in focus: the list has it again. */
  const leave = (): void => {
    const last = chosen.at(-1)?.id;
    selecting.clear();
    if (last !== undefined) {
      focusRow(last);
    }
  };
  return chosen.length === 0 ? null : (
    <div className={styles.foot}>
      <Suspense fallback={null}>
        <SelectionBar rows={chosen} actions={actions} onStart={start} onClear={leave} />
      </Suspense>
    </div>
  );
};

type PeekedProps<R extends ListRow> = {
  readonly peek: Peek<R>;
  readonly peeking: Peeking;
  readonly rows: readonly R[];
  readonly look: RowsLook<R>;
};

const Peeked = <R extends ListRow>({ peek, peeking, rows, look }: PeekedProps<R>) => {
  const row = peeking.id === null ? undefined : rows.find(({ id }) => id === peeking.id);
  return row === undefined ? null : (
    <Suspense fallback={<aside className={styles.peek} />}>
      <PeekPanel id={row.id} name={nameOf(look, row)} href={look.href(row)} onClose={peeking.close}>
        {peek(row)}
      </PeekPanel>
    </Suspense>
  );
};
