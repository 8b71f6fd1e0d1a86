import { type Static, type TSchema, type TUnknown, Type } from 'typebox';
import type { Subject } from '#platform/access/decide.ts';
import type { Principal } from '#platform/access/principal.ts';
import type { Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Call, CursorKey, Page, Reply, StreamReply } from './call.ts';
import type { ExportColumn, Words } from './csv.ts';

/** Who may call: a function of the role matrix, anybody signed in, or the word `public`. */
export type Access = 'public' | SignedIn;
type SignedIn = 'signed_in' | { readonly permission: string };
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Schemas of the answers by status; null where there is no body. The first one is the usual answer. */
export type Answers = { readonly [status: number]: TSchema | null };

type Described<Who, P, Q> = {
  /** `/api/tickets/:id`; always below /api/ or /.well-known/. */
  readonly path: string;
  readonly access: Who;
  /** One sentence for the reference. */
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  /** Type of the thing that the path's first parameter names, for refusals; by default the permission's first word. */
  readonly about?: string;
  /** A refusal at gate 3 answers 404, as if the path did not exist. */
  readonly concealed?: true;
};
type Sends<B> = {
  readonly body?: B;
  /** Bytes; 1 MiB by default. */
  readonly bodyLimit?: number;
};
type BodyOf<S> = S extends TSchema ? Static<S> : undefined;
/** A reply whose body fits the schema of its status. */
export type ReplyOf<A extends Answers> = { [S in keyof A & number]: Reply<BodyOf<A[S]>, S> }[keyof A & number];
type ItemOf<A extends TSchema> = Static<A> extends { items: (infer Item)[] } ? Item : never;

type Reading<P extends TSchema, Q extends TSchema, A extends TSchema, Found> = Described<SignedIn, P, Q> & {
  readonly answer: A;
  /** The question. Undefined as its answer becomes an audited 404. */
  readonly load: (c: Call<Static<P>, Static<Q>, undefined>) => Query<Found | undefined>;
  /** The thing found, for gate 4 of the route's permission: refused, it is the same audited 404. */
  readonly subject?: (found: Found) => Subject;
  /** Its version: the answer carries an ETag, and If-None-Match can get a 304. */
  readonly version?: (found: Found) => number;
  /** A report that may take minutes: it is asked on the connections of exports, not on those of pages. */
  readonly report?: true;
};
type Showing<P extends TSchema, Q extends TSchema, A extends TSchema, Found> = {
  readonly show: (found: Found, c: Call<Static<P>, Static<Q>, undefined>) => Static<A>;
};

/** A GET of one thing in one round trip. Without `show` the loaded row is the answer. */
export function read<A extends TSchema, P extends TSchema = TUnknown, Q extends TSchema = TUnknown>(
  spec: Reading<P, Q, A, Static<A>> & { readonly show?: undefined },
): Route;
export function read<A extends TSchema, Found, P extends TSchema = TUnknown, Q extends TSchema = TUnknown>(
  spec: Reading<P, Q, A, Found> & Showing<P, Q, A, Found>,
): Route;
export function read(spec: object): Route {
  return { kind: 'read', method: 'GET', ...spec } as ReadRoute;
}

type Listing<P extends TSchema, Q extends TSchema, A extends TSchema, Found> = Described<SignedIn, P, Q> & {
  readonly answer: A;
  /** Must ask for `page.limit + 1` rows after `page.after`. Undefined (the parent is not there) is an audited 404. */
  readonly load: (c: Call<Static<P>, Static<Q>, undefined>, page: Page) => Query<readonly Found[] | undefined>;
  /** Where the page after this row goes on. */
  readonly key: (row: Found, c: Call<Static<P>, Static<Q>, undefined>) => CursorKey;
  readonly show: (row: Found, c: Call<Static<P>, Static<Q>, undefined>) => ItemOf<A>;
};

/** A GET of a page: `query` holds `limit` and `cursor`, `answer` is `{ items, nextCursor }`. Cursors are made here. */
export const list = <A extends TSchema, Found, P extends TSchema = TUnknown, Q extends TSchema = TUnknown>(
  spec: Listing<P, Q, A, Found>,
): Route => ({ kind: 'list', method: 'GET', ...spec });

type Exporting<P extends TSchema, Q extends TSchema, Found> = Omit<Described<SignedIn, P, Q>, 'access'> & {
  readonly access: { readonly permission: string };
  /** What its rows are, for the name of the file. */
  readonly title: Words;
  /** The verb under which it is on record: `ticket.export`. */
  readonly records: string;
  readonly columns: readonly ExportColumn<Found>[];
  /** As a list's: `page.limit + 1` rows after `page.after`. Asked page by page, each time with the proof. */
  readonly load: (c: Call<Static<P>, Static<Q>, undefined>, page: Page) => Query<readonly Found[]>;
  readonly key: (row: Found, c: Call<Static<P>, Static<Q>, undefined>) => CursorKey;
};

/**
 * A GET of all that a list would show, as a CSV file that flows: pages by keyset, the proof with each of them, the export
 * itself on record, one at a time per principal. With `?tenant=` it is refused (409) where the session acts elsewhere by now:
 * a link cannot send Madang-Tenant.
 */
export const csv = <Found, P extends TSchema = TUnknown, Q extends TSchema = TUnknown>(
  spec: Exporting<P, Q, Found>,
): Route => ({ kind: 'csv', method: 'GET', ...spec, query: withTenant(spec.query) });

const withTenant = (query: TSchema | undefined): TSchema => {
  const { properties = {} } = (query ?? {}) as { properties?: Record<string, TSchema> };
  return Type.Object({ ...properties, tenant: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })) });
};

type Writing<P extends TSchema, Q extends TSchema, B extends TSchema, A extends Answers, Gated, Made> = Described<
  SignedIn,
  P,
  Q
> &
  Sends<B> & {
    readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly answer: A;
    /** The answer shows a secret: it is never stored, and a replay is 409 `http.secret_shown`. */
    readonly secret?: true;
    /**
     * Loads what is acted on (`for update`) and asks the gates with `allow` and `absent`. It runs before If-Match, the
     * rules and also before a replay, so it is owed by every route with a path parameter. Its result goes to `run`.
     */
    readonly gate?: (tx: Tx, c: Call<Static<P>, Static<Q>, Static<B>>) => Promise<Gated>;
    /** The version that If-Match must name; owed by PATCH, which needs the header. */
    readonly version?: (gated: Gated) => number;
    readonly run: (tx: Tx, c: Call<Static<P>, Static<Q>, Static<B>>, gated: Gated) => Promise<Made>;
  };

/** A change in one transaction. Idempotency-Key, If-Match, proof, audit and outbox are taken care of around `run`. */
export const write = <
  const A extends Answers,
  const Made extends ReplyOf<A>,
  Gated = undefined,
  P extends TSchema = TUnknown,
  Q extends TSchema = TUnknown,
  B extends TSchema = TUnknown,
>(
  spec: Writing<P, Q, B, A, Gated, Made>,
): Route => ({ kind: 'write', ...spec });

type Handling<
  Who extends Access,
  P extends TSchema,
  Q extends TSchema,
  B extends TSchema,
  A extends Answers,
  Made,
> = Described<Who, P, Q> &
  Sends<B> & {
    readonly method: Method;
    readonly answer: A;
    /** One event of its StreamReply (EVENT_STREAM); such a route has no HEAD and does not count as work in flight. */
    readonly stream?: TSchema;
    /** Owed by a signed-in POST, which gets no Idempotency-Key machinery here: why a repeat does no harm. */
    readonly repeats?: string;
    readonly run: (
      c: Call<Static<P>, Static<Q>, Static<B>, Who extends 'public' ? null : Principal>,
      kernel: Kernel,
    ) => Promise<Made>;
  };

/** The content type of a stream of events (HTML Standard, 9.2). */
export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** What cannot be one read or one transaction: sign-in, streams. It proves the principal itself in every batch it sends. */
export const handle = <
  const Who extends Access,
  const A extends Answers,
  const Made extends ReplyOf<A> | StreamReply,
  P extends TSchema = TUnknown,
  Q extends TSchema = TUnknown,
  B extends TSchema = TUnknown,
>(
  spec: Handling<Who, P, Q, B, A, Made>,
): Route => ({ kind: 'handle', ...spec });

type Combining<P extends TSchema, B extends TSchema, A extends Answers, Prepared, Made, Shown> = Described<
  SignedIn,
  P,
  TUnknown
> &
  Sends<B> & {
    readonly answer: A;
    /** Calls of one tenant and one lane form a batch together. */
    readonly lane: (c: Call<Static<P>, unknown, Static<B>>) => string;
    /**
     * What the batch needs of a call, made before the call joins its lane: while a batch is put together the database
     * waits. Throws for a bad document, which so cannot hold up its neighbours.
     */
    readonly prepare: (c: Call<Static<P>, unknown, Static<B>>) => Prepared;
    /**
     * All of a batch as one question that changes: documents, audit rows (`auditStatement` with each call's actor) and
     * outbox. It travels with everybody's proof and the commit in one round trip. Answers one `Made` per call, in order.
     */
    readonly batch: (
      prepared: readonly Prepared[],
      calls: readonly Call<Static<P>, unknown, Static<B>>[],
    ) => Query<readonly Made[]>;
    readonly show: (made: Made, c: Call<Static<P>, unknown, Static<B>>) => Shown;
  };

/**
 * A POST by group commit: whoever arrives while a batch of the lane runs forms the next one. A batch that fails is run
 * again call by call. Idempotency keys are looked up and kept in the same transaction.
 */
export const combined = <
  const A extends Answers,
  const Shown extends ReplyOf<A>,
  Prepared,
  Made,
  P extends TSchema = TUnknown,
  B extends TSchema = TUnknown,
>(
  spec: Combining<P, B, A, Prepared, Made, Shown>,
): Route => ({ kind: 'combined', method: 'POST', ...spec });

/** A route as the app sees it. Methods, not function properties: what a schema promised has been validated by then. */
export type Route = ReadRoute | ListRoute | CsvRoute | WriteRoute | HandleRoute | CombinedRoute;
/** Whether its answer flows: it has no HEAD, and no schema. */
export const isStream = (route: Route): boolean =>
  route.kind === 'csv' || (route.kind === 'handle' && route.stream !== undefined);

type Common = Described<Access, TSchema, TSchema> & Sends<TSchema> & { readonly method: Method };
export type ReadRoute = Common & {
  readonly kind: 'read';
  readonly answer: TSchema;
  load(c: Call): Query<unknown>;
  subject?(found: unknown): Subject;
  version?(found: unknown): number;
  readonly report?: true;
  show?(found: unknown, c: Call): unknown;
};
export type ListRoute = Common & {
  readonly kind: 'list';
  readonly answer: TSchema;
  load(c: Call, page: Page): Query<readonly unknown[] | undefined>;
  key(row: unknown, c: Call): CursorKey;
  show(row: unknown, c: Call): unknown;
};
export type CsvRoute = Common & {
  readonly kind: 'csv';
  readonly title: Words;
  readonly records: string;
  readonly columns: readonly ExportColumn<unknown>[];
  load(c: Call, page: Page): Query<readonly unknown[]>;
  key(row: unknown, c: Call): CursorKey;
};
export type WriteRoute = Common & {
  readonly kind: 'write';
  readonly answer: Answers;
  readonly secret?: true;
  gate?(tx: Tx, c: Call): Promise<unknown>;
  version?(gated: unknown): number;
  run(tx: Tx, c: Call, gated: unknown): Promise<Reply>;
};
export type HandleRoute = Common & {
  readonly kind: 'handle';
  readonly answer: Answers;
  readonly stream?: TSchema;
  readonly repeats?: string;
  run(c: Call<unknown, unknown, unknown, Principal | null>, kernel: Kernel): Promise<Reply>;
};
export type CombinedRoute = Common & {
  readonly kind: 'combined';
  readonly answer: Answers;
  lane(c: Call): string;
  prepare(c: Call): unknown;
  batch(prepared: readonly unknown[], calls: readonly Call[]): Query<readonly unknown[]>;
  show(made: unknown, c: Call): Reply;
};
