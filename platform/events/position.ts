import { type Query, type Statement, sqlQuery } from '#platform/db/query.ts';

/**
 * How far a reader of an append-only table (outbox, audit) has come. A row is new when its transaction was not finished
 * in `from`; so a transaction that commits late is not skipped, and a long one holds nobody up. `upto` is set while a
 * window is read page by page: rows of transactions finished in `upto`. All are after (`afterXid`, `afterId`).
 */
export type Position = {
  readonly from: string;
  readonly upto: string | null;
  readonly afterXid: string;
  readonly afterId: number;
};

/** Before every row. */
export const BEGINNING: Position = { from: '1:1:', upto: null, afterXid: '0', afterId: 0 };

/** After every row that `snapshot` shows. */
export const positionAt = (snapshot: string): Position => ({
  from: snapshot,
  upto: null,
  // Where the index is entered: everything before was finished.
  afterXid: snapshot.slice(0, snapshot.indexOf(':')),
  afterId: 0,
});

export type Placed = { readonly xid: string; readonly id: number };
export type PageRead<R> = { readonly rows: readonly R[]; readonly next: Position; readonly full: boolean };

/** Both statements of a page must see the same snapshot. */
export const BEGIN_SNAPSHOT: Statement = { text: 'begin isolation level repeatable read read only', values: [] };

/** The snapshot now. */
export const currentSnapshot: Query<string> = {
  ...sqlQuery('select pg_current_snapshot()::text as snapshot'),
  answer: (results) => results[0]?.[0]?.snapshot as string,
};

/**
 * The next page after `position`, oldest transaction first (by the columns themselves: `xid` alone would be the text). `table` and `columns` are constants of the code; `columns` must
 * hold `xid::text as xid` and `id`. Runs within BEGIN_SNAPSHOT.
 */
export const nextPage = <R extends Placed>(
  table: 'outbox' | 'audit',
  columns: string,
  position: Position,
  limit: number,
): Query<PageRead<R>> => {
  const text = `select ${columns} from ${table}
    where (xid, id) > ($2::xid8, $3::bigint) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
      ${position.upto === null ? '' : 'and pg_visible_in_snapshot(xid, $4::pg_snapshot)'}
    order by ${table}.xid, ${table}.id limit ${limit}`;
  const values = [
    position.from,
    position.afterXid,
    position.afterId,
    ...(position.upto === null ? [] : [position.upto]),
  ];
  const page = sqlQuery<R>(text, values);
  return {
    statements: [...currentSnapshot.statements, ...page.statements],
    answer: (results) => {
      const rows = page.answer(results.slice(1));
      const upto = position.upto ?? currentSnapshot.answer(results);
      return { rows, full: rows.length === limit, next: after(position, upto, rows, limit) };
    },
  };
};

const after = (position: Position, upto: string, rows: readonly Placed[], limit: number): Position => {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limit) return positionAt(upto);
  return { from: position.from, upto, afterXid: last.xid, afterId: last.id };
};
