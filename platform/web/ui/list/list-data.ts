import type { ListRow, Page } from './list.ts';

/** A row that says which version of a thing it shows; rows that never change need not. */
export type VersionedRow = ListRow & { readonly version?: number; readonly updatedAt?: string };

/**
 * Puts a fresh first page into a list that is being looked at: rows that are there get their new content in their old
 * place, rows that are new come in where the fresh page has them, nothing else moves.
 */
export const mergeFirstPage = <R extends VersionedRow>(pages: readonly Page<R>[], first: Page<R>): Page<R>[] => {
  const [top, ...rest] = patchRows(pages, new Map(first.items.map((row) => [row.id, row])));
  if (top === undefined) {
    return [first];
  }
  const loaded = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const items = [...top.items];
  let at = 0;
  for (const row of first.items) {
    const found = items.findIndex(({ id }) => id === row.id);
    if (found !== -1) {
      at = found + 1;
    } else if (!loaded.has(row.id)) {
      items.splice(at, 0, row);
      at += 1;
    }
  }
  return [{ ...top, items }, ...rest];
};

/** New content for some rows; null takes a row away. Pages without a change stay the same objects. */
export const patchRows = <R extends VersionedRow>(
  pages: readonly Page<R>[],
  rows: ReadonlyMap<number, R | null | undefined>,
): Page<R>[] =>
  pages.map((page) => {
    const touched = page.items.some(({ id }) => rows.get(id) !== undefined);
    return touched ? { ...page, items: page.items.flatMap((row) => replaced(row, rows.get(row.id))) } : page;
  });

const replaced = <R extends VersionedRow>(row: R, next: R | null | undefined): R[] => {
  if (next === null) {
    return [];
  }
  return [next === undefined || isSame(row, next) || isOlder(next, row) ? row : next];
};

/** Same version and time of change: then drawing it again would show nothing new. */
const isSame = (row: VersionedRow, next: VersionedRow): boolean =>
  row.version === next.version && row.updatedAt === next.updatedAt;

/** An answer that was under way for longer than another one says what was, not what is. */
const isOlder = (next: VersionedRow, row: VersionedRow): boolean =>
  next.version !== undefined && row.version !== undefined && next.version < row.version;
