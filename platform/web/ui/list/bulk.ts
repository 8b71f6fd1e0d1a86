import type { ReactNode } from 'react';
import type { NavIcon } from '../../module.ts';
import type { RunOne } from '../../tray/start-run.ts';

/** What a form of a bulk action gets: the rows it is about, and how it begins. */
export type BulkForm<R> = {
  readonly rows: readonly R[];
  readonly start: (run: RunOne<R>) => void;
  readonly onClose: () => void;
};

/** Something that can be done to many rows: at once (`run`), or after something more was asked (`form`). */
export type BulkAction<R> = {
  readonly key: string;
  readonly label: string;
  readonly icon: NavIcon;
  /** Why this row will refuse it, as far as that shows on the row; null where the server is to be asked. */
  readonly refuses: (row: R) => string | null;
  /** Answers how to take it back, where there is a way. */
  readonly run?: RunOne<R>;
  readonly form?: (form: BulkForm<R>) => ReactNode;
};
