import { type RefObject, useCallback, useMemo, useState } from 'react';
import { useSession } from '../../session/use-session.ts';
import { arrangeColumns, type ColumnState, isUntouched, readColumnState } from './column-state.ts';
import type { Column, ListRow, RowsLook } from './list.ts';

/** The columns of a list as this person likes them here; kept in the browser, by person and organization. */
export const useColumns = <R extends ListRow>(list: string, home: RowsLook<R>) => {
  const { user, actingTenant } = useSession();
  const key = `madang.columns.${user.id}.${actingTenant.code}.${list}`;
  const [state, setState] = useState(() => readColumnState(read(key)));
  const look = useMemo(
    () => (isUntouched(state) ? home : { ...home, columns: arrangeColumns(home.columns, state) }),
    [home, state],
  );
  const change = useCallback(
    (next: (before: ColumnState) => ColumnState) =>
      setState((before) => {
        const after = next(before);
        keep(key, after);
        return after;
      }),
    [key],
  );
  return { look, state, change };
};

export type Columns<R extends ListRow> = ReturnType<typeof useColumns<R>>;
export type ChangeColumns = (next: (before: ColumnState) => ColumnState) => void;

/** What arranges columns needs to know of them. */
export type ColumnsMenuProps = {
  readonly columns: readonly Omit<Column<ListRow>, 'cell'>[];
  readonly state: ColumnState;
  readonly onChange: ChangeColumns;
  /** Where the columns stand: its width says which of them have room. */
  readonly scroller: RefObject<HTMLElement | null>;
};

const read = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
};

const keep = (key: string, state: ColumnState): void => {
  try {
    if (isUntouched(state)) {
      window.localStorage.removeItem(key);
    } else {
      window.localStorage.setItem(key, JSON.stringify(state));
    }
  } catch {
    // Where nothing may be stored the choice lasts as long as the page.
  }
};
