import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { CursorKey } from '#platform/http/call.ts';
import { problem } from '#platform/http/problem.ts';

/** What a cursor belongs to. One that is used by another user, in another tenant, list or filter is refused. */
export type CursorOwner = {
  readonly tenantId: number;
  readonly userId: number;
  readonly route: string;
  /** The query without `limit` and `cursor`. */
  readonly query: Readonly<Record<string, unknown>>;
};

/** 132 bits. */
const MAC_LENGTH = 22;
const FORM = /^([1-9]\d{0,9})\.([A-Za-z0-9_-]{1,1000})\.([A-Za-z0-9_-]{22})$/;

/** An opaque text: tenant, keys and a MAC over them and their owner. */
export const writeCursor = (secret: KeyObject, owner: CursorOwner, keys: CursorKey): string => {
  const payload = Buffer.from(JSON.stringify(keys)).toString('base64url');
  return `${owner.tenantId}.${payload}.${sign(secret, owner, payload)}`;
};

/** The keys in a cursor; throws 400 when it is altered, foreign or of another question. */
export const readCursor = (secret: KeyObject, owner: CursorOwner, cursor: string): CursorKey => {
  const [, tenant, payload = '', mac = ''] = FORM.exec(cursor) ?? [];
  const isOwn = tenant === String(owner.tenantId);
  if (!isOwn || !timingSafeEqual(Buffer.from(mac), Buffer.from(sign(secret, owner, payload)))) {
    const message = 'The cursor does not belong to this list.';
    throw problem(400, 'http.cursor_invalid', message, {
      errors: [{ path: '/cursor', code: 'http.cursor_invalid', message }],
    });
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as CursorKey;
};

const sign = (secret: KeyObject, owner: CursorOwner, payload: string): string =>
  createHmac('sha256', secret)
    .update(`${owner.tenantId}\n${owner.userId}\n${owner.route}\n${filterText(owner.query)}\n${payload}`)
    .digest('base64url')
    .slice(0, MAC_LENGTH);

const filterText = (query: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.keys(query)
      .filter((name) => name !== 'limit' && name !== 'cursor')
      .sort()
      .map((name) => [name, query[name]]),
  );
