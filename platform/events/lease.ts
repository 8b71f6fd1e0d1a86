import { randomUUID } from 'node:crypto';
import { BEGIN, batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { parameter, type Statement } from '#platform/db/query.ts';
import { BEGINNING, type Position } from './position.ts';

/** A reader whose position is a row, so that one node at a time reads and the next one goes on where it stopped. */
export type Lease = {
  /** Takes or keeps the lease; the position to go on from, or null while another node holds it. */
  hold(): Promise<Position | null>;
  /**
   * Moves the position in one transaction with `statements`. False when the lease was lost meanwhile: then nothing was
   * written, and `hold` says how far the other node has come.
   */
  advance(to: Position, statements?: readonly Statement[]): Promise<boolean>;
  /** Lets the next node go on at once. */
  release(): Promise<void>;
};

const LASTS_MS = 5000;
const RENEWED_AFTER_MS = 1500;

/** The lease `name` for this process. `pool` is the system role's. */
export const createLease = (pool: Pool, name: string, holder: string = randomUUID()): Lease => {
  let held: Position | null = null;
  let renewedAt = 0;
  return {
    hold: async () => {
      if (held !== null && performance.now() - renewedAt < RENEWED_AFTER_MS) return held;
      const asked = performance.now();
      const results = await batch(pool, [BEGIN, takeStatement(name, holder), COMMIT]);
      const row = results[1]?.[0] as PositionRow | undefined;
      held = row === undefined ? null : fromRow(row);
      renewedAt = asked;
      return held;
    },
    advance: async (to, statements = []) => {
      const from = held;
      held = null;
      if (from === null) return false;
      const asked = performance.now();
      try {
        await batch(pool, [BEGIN, moveStatement(name, holder, from, to), ...statements, COMMIT]);
      } catch (error) {
        // 22012: the guard of moveStatement found the row in other hands.
        if ((error as { code?: unknown }).code === '22012') return false;
        throw error;
      }
      held = to;
      renewedAt = asked;
      return true;
    },
    release: async () => {
      held = null;
      const text = 'update tail_position set held_until = now() where name = $1 and holder = $2';
      await batch(pool, [BEGIN, { text, values: [name, holder] }, COMMIT]);
    },
  };
};

type PositionRow = { from_snapshot: string; to_snapshot: string | null; after_xid: string; after_id: number };

const fromRow = (row: PositionRow): Position => ({
  from: row.from_snapshot,
  upto: row.to_snapshot,
  afterXid: row.after_xid,
  afterId: row.after_id,
});

const takeStatement = (name: string, holder: string): Statement => ({
  text: `insert into tail_position as p (name, from_snapshot, holder, held_until)
    values ($1, $2::pg_snapshot, $3, now() + $4::int * interval '1 ms')
    on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
      where p.holder = excluded.holder or p.held_until < now()
    returning from_snapshot::text as from_snapshot, to_snapshot::text as to_snapshot, after_xid::text as after_xid, after_id`,
  values: [name, BEGINNING.from, holder, String(LASTS_MS)],
});

/** Raises (division by zero) unless this node still holds the row where it left it. */
const moveStatement = (name: string, holder: string, from: Position, to: Position): Statement => ({
  text: `with moved as (
      update tail_position set from_snapshot = $1::pg_snapshot, to_snapshot = $2::pg_snapshot, after_xid = $3::xid8,
        after_id = $4::bigint, held_until = now() + $5::int * interval '1 ms'
      where name = $6 and holder = $7 and from_snapshot::text = $8 and after_xid = $9::xid8 and after_id = $10::bigint
      returning 1)
    select 1 / (select count(*) from moved) as moved`,
  values: [
    to.from,
    to.upto,
    to.afterXid,
    to.afterId,
    LASTS_MS,
    name,
    holder,
    from.from,
    from.afterXid,
    from.afterId,
  ].map(parameter),
});
