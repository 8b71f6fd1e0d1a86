import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { gridOf, type ListRow, type RowsLook } from './list.ts';
import { Row, RowShape } from './Row.tsx';
import styles from './Rows.module.css';
import { useAnchor } from './use-anchor.ts';
import { useRowClicks } from './use-row-clicks.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowsLayout } from './use-rows-layout.ts';

export type RowsProps<R extends ListRow> = {
  readonly label: string;
  readonly rows: readonly R[];
  readonly look: RowsLook<R>;
  readonly more: boolean;
  readonly onMore: () => void;
  /** Where the list stood before; a new value is another list. */
  readonly place: string;
  readonly onIntent?: ((row: R) => void) | undefined;
};

/** Rows of a table, any number of them: only what can be seen is drawn, and what is looked at does not move. */
export const Rows = <R extends ListRow>({ label, rows, look, more, onMore, place, onIntent }: RowsProps<R>) => {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, cards, height } = useRowsLayout(look, scroller);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const anchor = useAnchor(scroller, ids, height, place);
  const virtual = useRowsVirtualizer({ scroller, ids, more, height, initialTop: anchor.initialTop });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 15) {
      onMore();
    }
  }, [more, last, rows.length, onMore]);
  useRowKeys({ ids, place, show: (index) => virtual.scrollToIndex(index, { align: 'auto' }) });
  useRowClicks(scroller);
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller} style={{ '--row': `${height}px` } as CSSProperties}>
        <table
          className={styles.table}
          style={{ '--columns': gridOf(columns) } as CSSProperties}
          aria-label={label}
          aria-rowcount={more ? -1 : rows.length + (cards ? 0 : 1)}
        >
          {cards ? null : (
            <thead className={styles.head}>
              <tr className={styles.line}>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    {t(column.label)}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, key, start }) => {
              const row = rows[index];
              return row === undefined ? (
                <RowShape key={key} top={start} columns={columns} />
              ) : (
                <Row key={key} row={row} index={index} top={start} {...{ columns, look, cards, onIntent }} />
              );
            })}
          </tbody>
        </table>
      </div>
      {anchor.above > 0 ? (
        <button type="button" className={styles.above} onClick={anchor.toTop}>
          {t('Show {{count}} new', { count: anchor.above })}
        </button>
      ) : null}
    </div>
  );
};

type VirtualRows = {
  readonly scroller: { readonly current: HTMLDivElement | null };
  readonly ids: readonly number[];
  readonly more: boolean;
  readonly height: number;
  readonly initialTop: number;
};

/** Rows are known by what they are, so that one keeps its element, and the focus in it, when others come in above. */
const useRowsVirtualizer = ({ scroller, ids, more, height, initialTop }: VirtualRows) => {
  const virtual = useVirtualizer({
    count: ids.length + (more ? 3 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? `more-${index}`,
    overscan: 6,
    initialOffset: initialTop,
    useFlushSync: false,
  });
  const measured = useRef(height);
  useEffect(() => {
    if (measured.current !== height) {
      measured.current = height;
      virtual.measure();
    }
  }, [virtual, height]);
  return virtual;
};
