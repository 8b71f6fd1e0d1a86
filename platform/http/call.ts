import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Matrix } from '#platform/access/matrix.ts';
import type { Principal } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import type { Kernel } from '#platform/kernel.ts';

/** The facts of a request that rules and audit rows may want. `path` holds no query. */
export type RequestFacts = {
  readonly id: string;
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly locale: 'ko' | 'en';
  readonly headers: IncomingHttpHeaders;
};

/**
 * Everything a route's functions get: who acts, what was validated, and the request. It is a `Judge`, so `allow(c, ..)`
 * works. `principal` is null on public routes only. `now` is the process's moment; in a write prefer `tx.now`.
 */
export type Call<Params = unknown, Query = unknown, Body = unknown, Who = Principal> = {
  readonly principal: Who;
  /** The principal as audit rows name it. */
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly now: Date;
  readonly request: RequestFacts;
  readonly matrix: Matrix;
  readonly kernel: Kernel;
};

/** What a route answers. `etag` is the version that a later If-Match names; `status` may be left out where there is one. */
export type Reply<Body = unknown, Status extends number = number> = {
  readonly status?: Status;
  readonly body?: Body;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly etag?: number;
};

/** A body that flows: the live stream, a download. Destroyed when the client leaves. */
export type StreamReply = Reply<Readable, 200> & { readonly body: Readable };

/** Keys of the last row of a page, in the order of the sort, ending in the id. */
export type CursorKey = readonly (string | number | null)[];

/** What a list's `load` gets: read `limit + 1` rows after `after` (null: from the start). */
export type Page = { readonly limit: number; readonly after: CursorKey | null };
