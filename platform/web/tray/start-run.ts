import { t } from '../i18n/i18n.ts';
import { offerUndo } from '../ui/undo.tsx';
import { runAll } from './run-all.ts';
import { addRun, findRun, type NotDone, openTray, patchRun, type RunItem } from './runs.ts';

/** Takes back what was done to one; nothing where there is no way back. */
export type WayBack = () => Promise<unknown>;
export type RunOne<R> = (row: R) => Promise<WayBack | undefined>;
type Start<R> = {
  readonly label: string;
  readonly rows: readonly R[];
  /** Those that it is not even tried with, and why. */
  readonly refused: readonly NotDone[];
  readonly run: RunOne<R>;
  readonly describe: (row: R) => RunItem;
};
type Back<R> = { readonly row: R; readonly back: WayBack };

/** Does the same to many, shown in the tray. Offers to take it back; answers those that failed once all are through. */
export const startRun = async <R>(start: Start<R>): Promise<readonly R[]> => {
  const { label, rows, describe } = start;
  const backs: Back<R>[] = [];
  const failed = await runShown(start, (row, back) => backs.push({ row, back }));
  const takeBack = async (): Promise<void> => {
    await runShown(
      {
        label: t('Undo: {{what}}', { what: label }),
        rows: backs,
        refused: [],
        run: async ({ back }) => void (await back()),
        describe: ({ row }) => describe(row),
      },
      () => undefined,
    );
  };
  if (backs.length > 0) {
    const done = rows.length - failed.length;
    const all = backs.length === done;
    offerUndo(
      all
        ? `${label}: ${t('{{count}} done.', { count: done })}`
        : `${label}: ${t('{{count}} can be taken back.', { count: backs.length })}`,
      takeBack,
    );
  }
  return failed;
};

const runShown = async <R>(
  { label, rows, refused, run, describe }: Start<R>,
  onBack: (row: R, back: WayBack) => void,
): Promise<readonly R[]> => {
  const id = addRun({ label, total: rows.length, notDone: refused });
  const failed: R[] = [];
  const runOne = async (row: R): Promise<void> => {
    const back = await run(row);
    patchRun(id, ({ done }) => ({ done: [...done, describe(row)] }));
    if (back !== undefined) {
      onBack(row, back);
    }
  };
  await runAll(rows, runOne, {
    tell: (trouble) => {
      if (trouble !== null) {
        failed.push(trouble.row);
        patchRun(id, ({ notDone }) => ({ notDone: [...notDone, { ...describe(trouble.row), error: trouble.error }] }));
      }
    },
    isStopped: () => findRun(id)?.state !== 'running',
  });
  patchRun(id, ({ state }) => ({ state: state === 'running' ? 'finished' : state }));
  if ((findRun(id)?.notDone.length ?? 0) > 0) {
    openTray(true);
  }
  return failed;
};
