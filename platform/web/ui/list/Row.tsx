import { type MouseEvent, memo, type ReactNode } from 'react';
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
  readonly peeked?: boolean;
  readonly selected?: boolean;
  /** Undefined where rows cannot be chosen; the label is what its box says. */
  readonly onSelect?: ((id: number, range: boolean) => void) | undefined;
  readonly selectLabel?: string;
};

export const rowElementId = (id: number): string => `row-${id}`;

const PlainRow = <R extends ListRow>(props: RowProps<R>) => {
  const { row, index, top, columns, look, cards, onIntent, peeked = false, selected = false } = props;
  const link = (content: ReactNode) => (
    <a id={rowElementId(row.id)} className={styles.link} href={look.href(row)} data-row="">
      {content}
    </a>
  );
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 1}
      data-selected={selected || undefined}
      data-peeked={peeked || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={onIntent === undefined ? undefined : () => onIntent(row)}
    >
      <Box {...props} />
      {cards ? (
        <td className={styles.card}>
          {link(look.card(row))}
          {look.cardAction?.(row)}
        </td>
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

/** The box that chooses the row. By keyboard `x` does, so that there is one stop a row. */
const Box = <R extends ListRow>({ row, selected = false, onSelect, selectLabel }: RowProps<R>) => {
  if (onSelect === undefined) {
    return null;
  }
  const choose = (event: MouseEvent): void => {
    onSelect(row.id, event.shiftKey);
    // The keys of the list go on from here.
    document.getElementById(rowElementId(row.id))?.focus({ preventScroll: true });
  };
  return (
    <td className={styles.check}>
      <input type="checkbox" tabIndex={-1} aria-label={selectLabel} checked={selected} readOnly onClick={choose} />
    </td>
  );
};

/** One row: plain elements, drawn again only when it changed. Its link covers all of it. */
export const Row = memo(PlainRow) as typeof PlainRow;

type RowShapeProps = {
  readonly top: number;
  readonly columns: readonly { readonly id: string }[];
  readonly boxed?: boolean;
  /** On a phone: two lines instead of columns. */
  readonly cards?: boolean;
};

/** The shape of a row that is on its way. */
export const RowShape = ({ top, columns, boxed = false, cards = false }: RowShapeProps) => (
  <tr className={styles.row} style={{ transform: `translateY(${top}px)` }}>
    {boxed ? <td /> : null}
    {cards ? (
      <td className={styles.card}>
        <span className={styles.shape} />
        <span className={styles.shape} />
      </td>
    ) : (
      columns.map((column) => (
        <td key={column.id} className={styles.cell}>
          <span className={styles.shape} />
        </td>
      ))
    )}
  </tr>
);
