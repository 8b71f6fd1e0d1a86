import type { Ticket, TicketList } from '../contract.ts';

/**
 * Puts a fresh first page into a list that is being looked at: rows that are there get their new content in their old
 * place, rows that are new come in where the fresh page has them, nothing else moves.
 */
export const mergeFirstPage = (pages: readonly TicketList[], first: TicketList): TicketList[] => {
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
export const patchRows = (
  pages: readonly TicketList[],
  rows: ReadonlyMap<number, Ticket | null | undefined>,
): TicketList[] =>
  pages.map((page) => {
    const touched = page.items.some(({ id }) => rows.get(id) !== undefined);
    return touched ? { ...page, items: page.items.flatMap((row) => replaced(row, rows.get(row.id))) } : page;
  });

const replaced = (row: Ticket, next: Ticket | null | undefined): Ticket[] => {
  if (next === null) {
    return [];
  }
  return [next === undefined || isSame(row, next) ? row : next];
};

/** Same version and time of change: then drawing it again would show nothing new. */
const isSame = (row: Ticket, next: Ticket): boolean => row.version === next.version && row.updatedAt === next.updatedAt;
