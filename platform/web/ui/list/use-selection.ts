import { useCallback, useMemo, useRef, useState } from 'react';
import { extendTo, keepKnown, nothingSelected, selectRows, toggleRow } from './selection.ts';

export type Selecting = {
  readonly ids: ReadonlySet<number>;
  /** Chooses a row or gives it back; `range`: all rows from the last one to it. */
  readonly choose: (id: number, range: boolean) => void;
  readonly chooseAll: () => void;
  readonly set: (ids: readonly number[]) => void;
  readonly clear: () => void;
};

/** Which rows of a list are chosen. The functions stay the same, so that rows are not drawn again for them. */
export const useSelection = (order: readonly number[]): Selecting => {
  const [state, setState] = useState(nothingSelected);
  const latest = useRef(order);
  latest.current = order;
  const { ids } = useMemo(() => keepKnown(state, order), [state, order]);
  const choose = useCallback(
    (id: number, range: boolean) =>
      setState((before) => (range ? extendTo(before, latest.current, id) : toggleRow(before, id))),
    [],
  );
  const set = useCallback((chosen: readonly number[]) => setState(selectRows(chosen)), []);
  const chooseAll = useCallback(() => setState(selectRows(latest.current)), []);
  const clear = useCallback(() => setState(nothingSelected), []);
  return useMemo(() => ({ ids, choose, chooseAll, set, clear }), [ids, choose, chooseAll, set, clear]);
};
