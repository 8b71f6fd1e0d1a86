import { batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { type Statement, sqlQuery } from '#platform/db/query.ts';
import { sqlState } from '#platform/db/sql-error.ts';
import { BEGIN_SNAPSHOT, currentSnapshot, type Position } from './position.ts';
import { isVisible, parseSnapshot, type Snapshot } from './snapshot.ts';
import { COLUMNS, type OutboxRow } from './tail.ts';

/** What a stream that comes back has missed; `rows` is null when that cannot be told any more. */
export type Missed = { readonly upto: string; readonly rows: readonly OutboxRow[] | null };

/** More than this and reading the lists anew is cheaper for everybody. */
const MOST = 1000;
const PATIENCE: Statement = { text: 'set local statement_timeout = 2000', values: [] };

/** The snapshot now, for a stream that begins. */
export const snapshotNow = async (pool: Pool): Promise<string> => {
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...currentSnapshot.statements, COMMIT], { repeatable: true });
  return currentSnapshot.answer(results.slice(1, -1));
};

/** What was committed in a tenant since `position`, from the outbox. */
export const missedSince = async (
  pool: Pool,
  tenantId: number,
  topics: readonly string[],
  position: Position,
): Promise<Missed> => {
  const page = missedRows(tenantId, topics, position);
  const statements = [
    BEGIN_SNAPSHOT,
    PATIENCE,
    ...currentSnapshot.statements,
    ...purgedUpTo.statements,
    ...page.statements,
    COMMIT,
  ];
  try {
    const results = await batch(pool, statements, { repeatable: true });
    const upto = currentSnapshot.answer(results.slice(2, 3));
    const [purged] = purgedUpTo.answer(results.slice(3, 4));
    const rows = page.answer(results.slice(4, 5));
    const isKnown = rows.length <= MOST && isWithin(position, upto, BigInt(purged?.xid ?? '0'));
    return { upto, rows: isKnown ? rows : null };
  } catch (error) {
    if (sqlState(error) !== '57014') throw error;
    return { upto: await snapshotNow(pool), rows: null };
  }
};

/** The position is not from a future (a database that was put back), and nothing after it was purged. */
const isWithin = (position: Position, upto: string, purged: bigint): boolean => {
  const from = parseSnapshot(position.from);
  const now = parseSnapshot(upto) as Snapshot;
  return from !== null && from.xmax <= now.xmax && (from.xmin > purged || isVisible(purged, from));
};

/** The last transaction of which rows were purged. */
const purgedUpTo = sqlQuery<{ xid: string }>(
  "select after_xid::text as xid from tail_position where name = 'outbox.purged'",
);

/**
 * Rows that were not finished in `from`; of those already finished in `upto` only the ones after the position, in the
 * order in which they were sent.
 */
const missedRows = (tenantId: number, topics: readonly string[], position: Position) =>
  sqlQuery<OutboxRow>(
    `select ${COLUMNS} from outbox
     where xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
       and not (pg_visible_in_snapshot(xid, $2::pg_snapshot) and (xid, id) <= ($3::xid8, $4::bigint))
       and tenant_id = $5::int and topic = any($6::text[])
     order by pg_visible_in_snapshot(xid, $2::pg_snapshot) desc, outbox.xid, outbox.id limit ${MOST + 1}`,
    [position.from, position.upto ?? position.from, position.afterXid, position.afterId, tenantId, topics],
  );
