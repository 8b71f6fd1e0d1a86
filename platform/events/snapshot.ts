import { decrypt, encrypt } from '#platform/secrets/wrapping.ts';
import type { Position } from './position.ts';

/** PostgreSQL's pg_snapshot: transactions below `xmin` are finished, those from `xmax` on are not, nor are those between. */
export type Snapshot = { readonly xmin: bigint; readonly xmax: bigint; readonly running: ReadonlySet<bigint> };

const FORM = /^\d{1,20}:\d{1,20}:(\d{1,20}(,\d{1,20})*)?$/;

/** Reads the text form; null when it is none. */
export const parseSnapshot = (text: string): Snapshot | null => {
  if (!FORM.test(text)) return null;
  const [xmin = '', xmax = '', running = ''] = text.split(':');
  const snapshot = {
    xmin: BigInt(xmin),
    xmax: BigInt(xmax),
    running: new Set(running === '' ? [] : running.split(',').map(BigInt)),
  };
  const inside = [...snapshot.running].every((xid) => xid >= snapshot.xmin && xid < snapshot.xmax);
  return snapshot.xmin > 0n && snapshot.xmin <= snapshot.xmax && inside ? snapshot : null;
};

/** Whether the transaction was finished in the snapshot. */
export const isVisible = (xid: bigint, snapshot: Snapshot): boolean =>
  xid < snapshot.xmin || (xid < snapshot.xmax && !snapshot.running.has(xid));

/**
 * A position as an event's id: encrypted, so that it tells nobody how much happens elsewhere, and bound to its tenant, so
 * that it is worth nothing in another one.
 */
export const writeEventId = (key: Buffer, tenantId: number, position: Position): string => {
  const plain = [position.from, position.upto ?? '', position.afterXid, position.afterId].join('|');
  return encrypt(key, Buffer.from(plain), boundTo(tenantId)).toString('base64url');
};

/** The position in an event's id; null when it is not one of ours for this tenant. */
export const readEventId = (key: Buffer, tenantId: number, id: string): Position | null => {
  if (id.length > 4000 || !/^[A-Za-z0-9_-]+$/.test(id)) return null;
  try {
    const [from = '', upto = '', afterXid = '', afterId = ''] = decrypt(
      key,
      Buffer.from(id, 'base64url'),
      boundTo(tenantId),
    )
      .toString()
      .split('|');
    return { from, upto: upto === '' ? null : upto, afterXid, afterId: Number(afterId) };
  } catch {
    return null;
  }
};

const boundTo = (tenantId: number): string => `madang event id ${tenantId}`;
