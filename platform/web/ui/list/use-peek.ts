import { useMemo, useState } from 'react';

export type Peeking = {
  /** The row beside the list; null while there is none. */
  readonly id: number | null;
  readonly toggle: (id: number) => void;
  /** Shows another row, if one is shown at all. */
  readonly follow: (id: number) => void;
  readonly close: () => void;
};

/** Which row is looked at beside the list. */
export const usePeek = (): Peeking => {
  const [id, setId] = useState<number | null>(null);
  return useMemo(
    () => ({
      id,
      toggle: (row: number) => setId((before) => (before === row ? null : row)),
      follow: (row: number) => setId((before) => (before === null ? null : row)),
      close: () => setId(null),
    }),
    [id],
  );
};
