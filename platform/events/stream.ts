import { Readable } from 'node:stream';
import type { Principal } from '#platform/access/principal.ts';
import type { OutboxEvent } from './events.ts';
import { isVisible, type Snapshot } from './snapshot.ts';

/** A row of the outbox with the id that an event made of it gets. */
export type Delivery = { readonly xid: bigint; readonly event: OutboxEvent; readonly eventId: string };

/** One open stream. */
export type Stream = {
  readonly principal: Principal;
  readonly topics: ReadonlySet<string>;
  readonly body: Readable;
  /** When its principal was last proven, in milliseconds of performance.now(). */
  provenAt: number;
  /** What the stream has been told up to, while the shared tail may still be behind it. Null: not known yet. */
  caughtUpTo: Snapshot | null;
  /** What arrives before that is known. */
  readonly waiting: Delivery[];
  /** Nothing more is written. */
  ended: boolean;
};

/** A reader that leaves so many bytes unread is cut off; when it comes back it resumes, or is told to read anew. */
const MOST_UNREAD = 256 * 1024;
const MOST_WAITING = 5000;

export const createStream = (principal: Principal, topics: readonly string[], onClose: () => void): Stream => {
  const body = new Readable({ highWaterMark: 16 * 1024, read: () => undefined });
  body.once('close', onClose);
  return {
    principal,
    topics: new Set(topics),
    body,
    provenAt: performance.now(),
    caughtUpTo: null,
    waiting: [],
    ended: false,
  };
};

/** Says to the reader that this was all. One that does not read would never see the end, so it is cut soon after. */
export const end = (stream: Stream): void => {
  if (stream.ended) return;
  stream.ended = true;
  stream.body.push(null);
  setTimeout(() => stream.body.destroy(), 1000).unref();
};

/** Writes to a stream. A slow reader is cut off instead of filling the memory. */
export const write = (stream: Stream, text: string): void => {
  if (stream.ended || stream.body.destroyed) return;
  stream.body.push(text);
  if (stream.body.readableLength > MOST_UNREAD) stream.body.destroy();
};

/** An event as text/event-stream. */
export const eventText = (id: string, name: string, data: object): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Moves the point to resume from, without an event. */
export const positionText = (id: string): string => `id: ${id}\n: \n\n`;

/** Which of the deliveries the stream wants and has not had yet. What comes before it is caught up is kept for then. */
export const wanted = (stream: Stream, deliveries: readonly Delivery[]): Delivery[] => {
  const ours = deliveries.filter(({ event }) => stream.topics.has(event.topic));
  const { caughtUpTo } = stream;
  if (caughtUpTo !== null) return ours.filter(({ xid }) => !isVisible(xid, caughtUpTo));
  stream.waiting.push(...ours);
  if (stream.waiting.length > MOST_WAITING) stream.body.destroy();
  return [];
};
