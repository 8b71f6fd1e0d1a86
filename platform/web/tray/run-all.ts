export type Refused<R> = { readonly row: R; readonly error: unknown };
type Running<R> = {
  readonly atOnce?: number;
  /** After every row, however it went. */
  readonly tell: (refused: Refused<R> | null) => void;
  /** True as soon as no further row shall be begun. */
  readonly isStopped: () => boolean;
};

/** Does the same to many rows, a few at a time and in their order. A row that fails does not hold up the others. */
export const runAll = async <R>(
  rows: readonly R[],
  run: (row: R) => Promise<unknown>,
  { atOnce = 4, tell, isStopped }: Running<R>,
): Promise<void> => {
  const waiting = [...rows];
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined && !isStopped(); row = waiting.shift()) {
      try {
        await run(row);
        tell(null);
      } catch (error) {
        tell({ row, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, work));
};
