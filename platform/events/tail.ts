import { batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { OutboxEvent } from './events.ts';
import { BEGIN_SNAPSHOT, nextPage, type PageRead, type Placed, type Position } from './position.ts';

/** What the system role may see of the outbox: never `data`. */
export const COLUMNS = 'xid::text as xid, tenant_id, id, topic, subject_type, subject_id, version, change, audience';

export type OutboxRow = Placed & {
  readonly tenant_id: number;
  readonly topic: string;
  readonly subject_type: string;
  readonly subject_id: number;
  readonly version: number;
  readonly change: string;
  readonly audience: string | null;
};

export const toEvent = (row: OutboxRow): OutboxEvent => ({
  tenantId: row.tenant_id,
  id: row.id,
  topic: row.topic,
  subject: { type: row.subject_type, id: row.subject_id },
  version: row.version,
  change: row.change,
  audience: row.audience,
});

/** The next page of the outbox over all tenants. `pool` is the system role's. */
export const readTail = async (pool: Pool, position: Position, limit: number): Promise<PageRead<OutboxRow>> => {
  const query = nextPage<OutboxRow>('outbox', COLUMNS, position, limit);
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...query.statements, COMMIT], { repeatable: true });
  return query.answer(results.slice(1, -1));
};
