import { randomBytes } from 'node:crypto';
import { decide } from '#platform/access/decide.ts';
import type { Matrix } from '#platform/access/matrix.ts';
import { contextOf } from '#platform/access/proof.ts';
import { Refusal } from '#platform/access/refusal.ts';
import type { Pool } from '#platform/db/pool.ts';
import { known } from '#platform/db/query.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import { problem } from '#platform/http/problem.ts';
import type { Logger } from '#platform/log/log.ts';
import { type Missed, missedSince, snapshotNow } from './catch-up.ts';
import type { Events, StreamRequest, StreamTopic } from './events.ts';
import { deliver, type Judging, type Wish } from './judge.ts';
import { type Loop, startLoop } from './loop.ts';
import { type Position, positionAt } from './position.ts';
import { isVisible, parseSnapshot, readEventId, type Snapshot, writeEventId } from './snapshot.ts';
import { createStream, type Delivery, end, eventText, positionText, type Stream, wanted, write } from './stream.ts';
import { type OutboxRow, readTail, toEvent } from './tail.ts';

export type HubOptions = {
  readonly app: Pool;
  readonly system: Pool;
  readonly matrix: Matrix;
  readonly topics: readonly StreamTopic[];
  readonly log: Logger;
  /** Encrypts event ids; the same on every node. */
  readonly key?: Buffer;
  /** Milliseconds between looks at the outbox while streams are open. */
  readonly idle?: number;
  /** Milliseconds between a stream's signs of life, each with its principal proven anew. */
  readonly beat?: number;
  /** Streams that one user may have open on this node. */
  readonly mostPerUser?: number;
};

type Hub = Omit<HubOptions, 'topics' | 'key' | 'idle' | 'beat' | 'mostPerUser'> & {
  readonly judging: Judging;
  readonly key: Buffer;
  readonly idle: number;
  readonly beat: number;
  readonly mostPerUser: number;
  readonly streams: Map<number, Set<Stream>>;
  tail: Tail | null;
  closed: boolean;
};
/** `ready` says from which snapshot on it follows. */
type Tail = { readonly loop: Loop; readonly ready: Promise<string> };

const PAGE = 500;

/**
 * The live streams of this process. While at least one is open it follows the outbox, which holds the commits of every
 * node; what happens on another node arrives within the pause between two looks.
 */
export const createHub = (options: HubOptions): Events => {
  const topics = new Map(options.topics.map((topic) => [topic.name, topic]));
  const hub: Hub = {
    app: options.app,
    system: options.system,
    matrix: options.matrix,
    log: options.log,
    judging: { pool: options.app, matrix: options.matrix, topics },
    key: options.key ?? randomBytes(32),
    idle: options.idle ?? 150,
    beat: options.beat ?? 14_000,
    mostPerUser: options.mostPerUser ?? 20,
    streams: new Map(),
    tail: null,
    closed: false,
  };
  return {
    open: (request) => open(hub, request),
    nudge: () => hub.tail?.loop.nudge(),
    count: () => allStreams(hub).length,
    close: async () => {
      hub.closed = true;
      for (const stream of allStreams(hub)) end(stream);
      await stopTail(hub);
    },
  };
};

const allStreams = (hub: Hub): Stream[] => [...hub.streams.values()].flatMap((group) => [...group]);

const open = async (hub: Hub, request: StreamRequest) => {
  const { principal } = request;
  const topics = chosenTopics(hub, request);
  checkLimit(hub, principal.userId);
  await readOnce(hub.app, contextOf(principal), known(undefined));
  const group = hub.streams.get(principal.tenant.id) ?? new Set();
  const stream: Stream = createStream(principal, topics, () => leave(hub, stream));
  hub.streams.set(principal.tenant.id, group.add(stream));
  endWithToken(stream);
  try {
    hub.tail ??= startTail(hub);
    await hub.tail.ready;
    await catchUp(hub, stream, request.lastEventId);
  } catch (error) {
    stream.body.destroy();
    throw error;
  }
  return stream.body;
};

/** Whoever came with an access token comes back with the next one. */
const endWithToken = (stream: Stream): void => {
  const { until } = stream.principal;
  if (until === undefined) return;
  const timer = setTimeout(() => end(stream), Math.max(0, until - Date.now())).unref();
  stream.body.once('close', () => clearTimeout(timer));
};

/** A topic that is not there and one that the reader may not have are the same refusal, on record and hidden. */
const chosenTopics = ({ judging, matrix }: Hub, { principal, topics }: StreamRequest): readonly string[] => {
  const mayHave = (topic: StreamTopic | undefined): boolean =>
    topic !== undefined && ('personal' in topic || decide(matrix, principal, topic.permission).allowed);
  const own = [...judging.topics.values()].filter(mayHave).map(({ name }) => name);
  const strange = topics?.find((name) => !own.includes(name));
  if (strange === undefined) return topics ?? own;
  const subject = { type: 'topic', id: strange };
  throw new Refusal({
    gate: 'permission',
    reason: 'role_lacks_function',
    action: 'events.read',
    subject,
    hidden: true,
  });
};

const checkLimit = (hub: Hub, userId: number): void => {
  if (hub.closed) throw problem(503, 'events.closing', 'The server is stopping.', { headers: { 'Retry-After': '1' } });
  const own = allStreams(hub).filter(({ principal }) => principal.userId === userId).length;
  if (own < hub.mostPerUser) return;
  const detail = `At most ${hub.mostPerUser} streams of one user may be open.`;
  throw problem(429, 'events.too_many_streams', detail, { headers: { 'Retry-After': '30' } });
};

const leave = (hub: Hub, stream: Stream): void => {
  const tenantId = stream.principal.tenant.id;
  const group = hub.streams.get(tenantId);
  group?.delete(stream);
  if (group?.size === 0) hub.streams.delete(tenantId);
  if (hub.streams.size === 0) void stopTail(hub);
};

const startTail = (hub: Hub): Tail => {
  const ready = snapshotNow(hub.system);
  let position: Position | null = null;
  const look = async (): Promise<boolean> => {
    position ??= positionAt(await ready);
    const page = await readTail(hub.system, position, PAGE);
    if (hub.tail !== tail) return false;
    await tellAll(hub, page.rows, position, page.full ? page.next.upto : page.next.from);
    position = page.next;
    await proveTouched(hub, page.rows);
    await beat(hub, position);
    return page.full;
  };
  // Not before this function has returned: the first look asks which tail is the hub's.
  const loop = startLoop({ name: 'events.tail', log: hub.log, idle: hub.idle, pass: () => ready.then(look) });
  const tail: Tail = { loop, ready };
  // A tail that could not begin is none; the next stream tries again.
  ready.catch(() => stopTail(hub));
  return tail;
};

const stopTail = async (hub: Hub): Promise<void> => {
  const { tail } = hub;
  hub.tail = null;
  await tail?.loop.stop();
};

/** What a stream has missed since it was here last, then what arrived while that was read; only then it is live. */
const catchUp = async (hub: Hub, stream: Stream, lastEventId: string | null): Promise<void> => {
  const { tenant } = stream.principal;
  const position = lastEventId === null ? null : readEventId(hub.key, tenant.id, lastEventId);
  const missed: Missed =
    position === null
      ? { upto: await snapshotNow(hub.system), rows: lastEventId === null ? [] : null }
      : await missedSince(hub.system, tenant.id, [...stream.topics], position);
  const upto = parseSnapshot(missed.upto) as Snapshot;
  const start = writeEventId(hub.key, tenant.id, positionAt(missed.upto));
  if (missed.rows === null) write(stream, eventText(start, 'resync', {}));
  else if (missed.rows.length === 0) write(stream, positionText(start));
  else {
    const deliveries = missed.rows.map((row) =>
      deliveryOf(hub, row, resumedAt(position as Position, missed.upto, row)),
    );
    await deliver(hub.judging, tenant.id, [{ stream, deliveries }]);
  }
  for (let waiting = stream.waiting.splice(0); waiting.length > 0; waiting = stream.waiting.splice(0)) {
    const deliveries = waiting.filter(({ xid }) => !isVisible(xid, upto));
    await deliver(hub.judging, tenant.id, [{ stream, deliveries }]);
  }
  stream.caughtUpTo = upto;
};

/** Where a row stands that is sent again: in the window that the reader had begun, or in the one after it. */
const resumedAt = (position: Position, upto: string, row: OutboxRow): Position => {
  const begun = position.upto === null ? null : parseSnapshot(position.upto);
  const isInBegun = begun !== null && isVisible(BigInt(row.xid), begun);
  const window = isInBegun ? position : { from: position.upto ?? position.from, upto };
  return { ...window, afterXid: row.xid, afterId: row.id };
};

const deliveryOf = (hub: Hub, row: OutboxRow, position: Position): Delivery => ({
  xid: BigInt(row.xid),
  event: toEvent(row),
  eventId: writeEventId(hub.key, row.tenant_id, position),
});

/** New rows of the outbox, read after `position` as `upto` shows them, to all streams that want them. */
const tellAll = async (
  hub: Hub,
  rows: readonly OutboxRow[],
  { from }: Position,
  upto: string | null,
): Promise<void> => {
  const byTenant = Map.groupBy(
    rows.filter((row) => hub.streams.has(row.tenant_id)),
    (row) => row.tenant_id,
  );
  const place = (row: OutboxRow): Position => ({ from, upto, afterXid: row.xid, afterId: row.id });
  const telling = [...byTenant].map(([tenantId, own]) =>
    tell(
      hub,
      tenantId,
      own.map((row) => deliveryOf(hub, row, place(row))),
    ),
  );
  await Promise.all(telling);
};

const tell = async (hub: Hub, tenantId: number, deliveries: readonly Delivery[]): Promise<void> => {
  const streams = [...(hub.streams.get(tenantId) ?? [])];
  const wishes = streams.map((stream): Wish => ({ stream, deliveries: wanted(stream, deliveries) }));
  await deliverOrCut(
    hub,
    tenantId,
    wishes.filter((wish) => wish.deliveries.length > 0),
  );
};

/** What cannot be delivered now is not lost: the streams are cut, come back, and resume where they were. */
const deliverOrCut = async (hub: Hub, tenantId: number, wishes: readonly Wish[]): Promise<void> => {
  if (wishes.length === 0) return;
  try {
    await deliver(hub.judging, tenantId, wishes);
  } catch (error) {
    hub.log.warn({ err: error, streams: wishes.length }, 'Live events could not be delivered; the streams were cut');
    for (const { stream } of wishes) stream.body.destroy();
  }
};

/**
 * Proves at once the streams of people and tenants that something was done to: whoever was disabled hears nothing of it,
 * and would otherwise stay until the next sign of life.
 */
const proveTouched = async (hub: Hub, rows: readonly OutboxRow[]): Promise<void> => {
  const touched = new Set(rows.map(({ subject_type, subject_id }) => `${subject_type}:${subject_id}`));
  const streams = allStreams(hub).filter(
    ({ principal, caughtUpTo }) =>
      caughtUpTo !== null && (touched.has(`user:${principal.userId}`) || touched.has(`tenant:${principal.tenant.id}`)),
  );
  const byTenant = Map.groupBy(streams, ({ principal }) => principal.tenant.id);
  await Promise.all(
    [...byTenant].map(([tenantId, own]) =>
      deliverOrCut(
        hub,
        tenantId,
        own.map((stream) => ({ stream, deliveries: [] })),
      ),
    ),
  );
};

/** A sign of life for the streams that had nothing to hear for a while, each proven anew. */
const beat = async (hub: Hub, position: Position): Promise<void> => {
  const since = performance.now() - hub.beat;
  const quiet = allStreams(hub).filter((stream) => stream.caughtUpTo !== null && stream.provenAt < since);
  if (quiet.length === 0) return;
  const byTenant = Map.groupBy(quiet, ({ principal }) => principal.tenant.id);
  await Promise.all(
    [...byTenant].map(async ([tenantId, streams]) => {
      await deliverOrCut(
        hub,
        tenantId,
        streams.map((stream): Wish => ({ stream, deliveries: [] })),
      );
      const id = writeEventId(hub.key, tenantId, position);
      for (const stream of streams) write(stream, positionText(id));
    }),
  );
};
