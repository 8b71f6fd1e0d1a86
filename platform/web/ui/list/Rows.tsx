import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { HeadRow } from './HeadRow.tsx';
import { type Column, gridOf, type ListRow, nameOf, type RowsLook } from './list.ts';
import { Row, RowShape } from './Row.tsx';
import styles from './Rows.module.css';
import { useAnchor } from './use-anchor.ts';
import type { ChangeColumns } from './use-columns.ts';
import type { Peeking } from './use-peek.ts';
import { useRowClicks } from './use-row-clicks.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowsLayout } from './use-rows-layout.ts';
import type { Selecting } from './use-selection.ts';

export type RowsProps<R extends ListRow> = {
  readonly label: string;
  readonly rows: readonly R[];
  readonly look: RowsLook<R>;
  readonly more: boolean;
  readonly onMore: () => void;
  /** Where the list stood before; a new value is another list. */
  readonly place: string;
  readonly onIntent?: ((row: R) => void) | undefined;
  /** The look before anybody arranged its columns, and how they are arranged. */
  readonly home?: RowsLook<R>;
  readonly onColumns?: ChangeColumns;
  readonly selecting?: Selecting | undefined;
  /** On a phone boxes stand beside the cards only while one selects. */
  readonly boxes?: boolean;
  readonly peeking?: Peeking | undefined;
  /** For who wants to know how much room there is. */
  readonly scroller?: RefObject<HTMLDivElement | null> | undefined;
};

/** Rows of a table, any number of them: only what can be seen is drawn, and what is looked at does not move. */
export const Rows = <R extends ListRow>(props: RowsProps<R>) => {
  const { rows, look, more, onMore, place, selecting, peeking, boxes = true } = props;
  const t = useT();
  const own = useRef<HTMLDivElement>(null);
  const scroller = props.scroller ?? own;
  const layout = useRowsLayout(look.columns, scroller);
  const { height } = layout;
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const anchor = useAnchor(scroller, ids, height, place);
  const virtual = useRowsVirtualizer({ scroller, ids, more, height, initialTop: anchor.initialTop });
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 15) {
      onMore();
    }
  }, [more, last, rows.length, onMore]);
  useRowKeys({
    ids,
    place,
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2),
    selecting,
    peeking: layout.cards ? undefined : peeking,
  });
  useRowClicks(scroller);
  const chosen = layout.cards && !boxes ? undefined : selecting;
  return (
    <div className={styles.frame} data-choosing={(selecting?.ids.size ?? 0) > 0 || undefined}>
      <div ref={scroller} className={styles.scroller} style={{ '--row': `${height}px` } as CSSProperties}>
        <Table {...props} {...{ layout, virtual, ids, selecting: chosen }} />
      </div>
      {anchor.above > 0 ? (
        <button type="button" className={styles.above} onClick={anchor.toTop}>
          {t('Show {{count}} new', { count: anchor.above })}
        </button>
      ) : null}
    </div>
  );
};

type TableProps<R extends ListRow> = RowsProps<R> & {
  readonly layout: ReturnType<typeof useRowsLayout<Column<R>>>;
  readonly virtual: ReturnType<typeof useRowsVirtualizer>;
  readonly ids: readonly number[];
};

const Table = <R extends ListRow>(props: TableProps<R>) => {
  const { label, rows, look, more, onIntent, home, onColumns, selecting, peeking, layout, virtual, ids } = props;
  const t = useT();
  const { columns, cards } = layout;
  const boxed = selecting !== undefined;
  const grid = `${boxed ? '16px ' : ''}${gridOf(columns)}`;
  const all = selecting && allOf(selecting, ids);
  return (
    <table
      className={styles.table}
      style={{ '--columns': grid } as CSSProperties}
      aria-label={label}
      aria-rowcount={more ? -1 : rows.length + (cards ? 0 : 1)}
      data-boxed={boxed || undefined}
    >
      {cards ? null : <HeadRow {...{ columns, home: home?.columns, onColumns, all }} />}
      <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? (
            <RowShape key={key} top={start} columns={columns} boxed={boxed} cards={cards} />
          ) : (
            <Row
              key={key}
              row={row}
              index={index}
              top={start}
              {...{ columns, look, cards, onIntent }}
              peeked={peeking?.id === row.id}
              selected={selecting?.ids.has(row.id) === true}
              onSelect={selecting?.choose}
              selectLabel={boxed ? t('Select {{name}}', { name: nameOf(look, row) }) : ''}
            />
          );
        })}
      </tbody>
    </table>
  );
};

const allOf = ({ ids: chosen, chooseAll, clear }: Selecting, ids: readonly number[]) => {
  const checked = chosen.size > 0 && chosen.size === ids.length;
  return { checked, some: chosen.size > 0 && !checked, onChange: chosen.size > 0 ? clear : chooseAll };
};

type VirtualRows = {
  readonly scroller: RefObject<HTMLDivElement | null>;
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
