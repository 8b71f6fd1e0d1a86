import type { Readable } from 'node:stream';
import type { Subject } from '#platform/access/decide.ts';
import type { Principal } from '#platform/access/principal.ts';
import { known, type Query } from '#platform/db/query.ts';

/** A row of the outbox as its readers see it: what changed, never the contents. */
export type OutboxEvent = {
  readonly tenantId: number;
  readonly id: number;
  readonly topic: string;
  readonly subject: { readonly type: string; readonly id: number };
  readonly version: number;
  readonly change: string;
  /** Null: whoever may read the topic. A function of the matrix: who has that too. `user:12`: that user alone. */
  readonly audience: string | null;
};

/** What is known about a subject now: the facts the gates decide on, and what the stream may add to `data`. */
export type StreamFacts = { readonly subject: Subject; readonly data: Readonly<Record<string, unknown>> };

/**
 * A topic of the live stream (`?topics=tickets`). It carries the outbox rows of that topic; each is decided by
 * `permission` on the facts that `load` finds when it is sent. A subject without facts is not sent.
 * The event is named `<subject type>.changed`; its data is `{ id, .., version, change }` with what the facts add.
 * Without `permission` and `load` it carries only what names its reader (`audience: 'user:12'`).
 */
export type StreamTopic = { readonly name: string } & (Judged | { readonly personal: true });
/** The `load` of a topic whose every subject belongs to whoever has its permission: there is nothing to look up. */
export const bareFacts =
  (type: string) =>
  (tenantId: number, ids: readonly number[]): Query<readonly StreamFacts[]> =>
    known(ids.map((id) => ({ subject: { type, id, tenantId }, data: {} })));
type Judged = {
  readonly permission: string;
  readonly load: (tenantId: number, ids: readonly number[]) => Query<readonly StreamFacts[]>;
};

/** Who wants which topics, and where they had stopped. */
export type StreamRequest = {
  readonly principal: Principal;
  /** Null: all that the reader may have. */
  readonly topics: readonly string[] | null;
  readonly lastEventId: string | null;
};

/** The live streams of this process. */
export type Events = {
  /** Opens a stream as text/event-stream. Throws a Refusal for a topic that is not the reader's, 429, or MD401 by the proof. */
  open(request: StreamRequest): Promise<Readable>;
  /** Something was committed here: look at once. */
  nudge(): void;
  /** The streams that are open. */
  count(): number;
  /** Ends all streams; the browser comes back to another node. */
  close(): Promise<void>;
};
