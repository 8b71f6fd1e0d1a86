import { memo, type ReactNode } from 'react';
import type { Column, ListRow, RowsLook } from './list.ts';
import styles from './Rows.module.css';

type RowProps<R extends ListRow> = {
  readonly row: R;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<R>[];
  readonly look: RowsLook<R>;
  readonly cards: boolean;
  readonly onIntent: ((row: R) => void) | undefined;
};

export const rowElementId = (id: number): string => `row-${id}`;

const PlainRow = <R extends ListRow>({ row, index, top, columns, look, cards, onIntent }: RowProps<R>) => {
  const link = (content: ReactNode) => (
    <a id={rowElementId(row.id)} className={styles.link} href={look.href(row)} data-row="">
      {content}
    </a>
  );
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 1}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={onIntent === undefined ? undefined : () => onIntent(row)}
    >
      {cards ? (
        <td className={styles.card}>{link(look.card(row))}</td>
      ) : (
        columns.map((column) => (
          <td key={column.id} className={styles.cell}>
            {column.main === true ? link(column.cell(row)) : column.cell(row)}
          </td>
        ))
      )}
    </tr>
  );
};

/** One row: plain elements, drawn again only when it changed. Its link covers all of it. */
export const Row = memo(PlainRow) as typeof PlainRow;

type RowShapeProps = { readonly top: number; readonly columns: readonly { readonly id: string }[] };

/** The shape of a row that is on its way. */
export const RowShape = ({ top, columns }: RowShapeProps) => (
  <tr className={styles.row} style={{ transform: `translateY(${top}px)` }}>
    {columns.map((column) => (
      <td key={column.id} className={styles.cell}>
        <span className={styles.shape} />
      </td>
    ))}
  </tr>
);
