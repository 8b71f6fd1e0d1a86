import type { ReactNode } from 'react';
import type { Text } from '../../i18n/i18n.ts';

/** One column of a list. `width` is a grid track; below a screen width of `from` pixels the column is left out. */
export type Column<Row> = {
  readonly id: string;
  readonly label: Text;
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly from?: number;
  /** The column whose words are the link; the link covers the whole row. */
  readonly main?: true;
};

export type ListRow = { readonly id: number };

/** What a list shows and how; one object per module, made once, so that rows are drawn only when they change. */
export type RowsLook<Row extends ListRow> = {
  readonly columns: readonly Column<Row>[];
  /** The same in two lines, for a phone. */
  readonly card: (row: Row) => ReactNode;
  /** A button beside them, which is no part of the row's link. */
  readonly cardAction?: (row: Row) => ReactNode;
  readonly href: (row: Row) => string;
  /** What a row is called where it is spoken of: "SR-2026-00010". */
  readonly name?: (row: Row) => string;
};

/** What a row is called, its id where the module gives it no name. */
export const nameOf = <Row extends ListRow>(look: RowsLook<Row>, row: Row): string =>
  look.name === undefined ? String(row.id) : look.name(row);

/** A page of a keyset list. */
export type Page<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null };

export const cardWidth = 760;
export const cardHeight = 64;

/** The columns that have room, and the grid they make. */
export const columnsFor = <C extends { readonly from?: number }>(columns: readonly C[], width: number): readonly C[] =>
  columns.filter(({ from }) => from === undefined || width >= from);
export const gridOf = (columns: readonly { readonly width: string }[]): string =>
  columns.map(({ width }) => width).join(' ');
