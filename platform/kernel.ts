import type { IncomingHttpHeaders } from 'node:http';
import type { Matrix } from './access/matrix.ts';
import type { Principal } from './access/principal.ts';
import type { Refusal } from './access/refusal.ts';
import type { Tokens } from './access/tokens.ts';
import type { Actor } from './audit/entry.ts';
import type { Config } from './config.ts';
import type { Combiner } from './db/combiner.ts';
import type { Database } from './db/pool.ts';
import type { Statement } from './db/query.ts';
import type { Events } from './events/events.ts';
import type { Logger } from './log/log.ts';
import type { Module } from './module.ts';
import type { Secrets } from './secrets/secrets.ts';

/** Who a request says it is: a hint from the process's cache until `proof` has come back in the same batch. */
export type Identified = {
  readonly principal: Principal;
  readonly proof: Statement | null;
  /** By session cookie, so that a change needs an Origin of the house. */
  readonly byCookie: boolean;
};

export type Principals = {
  /** At once when the credential is known here, else from the database. Null without one; throws 401 for a bad one. */
  identify(headers: IncomingHttpHeaders): Identified | null | Promise<Identified | null>;
  /** The same past the cache: the proof failed, or the tenant named by the caller is another one. */
  renew(headers: IncomingHttpHeaders): Promise<Identified | null>;
};

export type Refusals = {
  /**
   * Commits the refused audit row in a transaction of its own, with the principal's proof in it. Repeats are counted on
   * the first row; too many of them throw a Problem 429.
   */
  record(who: Identified, actor: Actor, refusal: Refusal): Promise<void>;
};

/** One sentence per thing that is still missing; ready when there is none. */
export type Readiness = { readonly missing: () => readonly string[] | Promise<readonly string[]> };

/** What the process is made of. Made once in app/server.ts, or by a test, and passed on explicitly. */
export type Kernel = {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  /** All capabilities of the house; the matrix is built from them. */
  readonly modules: readonly Module[];
  readonly matrix: Matrix;
  readonly principals: Principals;
  readonly refusals: Refusals;
  /** Signs and verifies access tokens. */
  readonly tokens: Tokens;
  readonly secrets: Secrets;
  /** A key of its own for each purpose, derived from the master key. */
  readonly macKey: (purpose: string) => Buffer;
  readonly combiner: Combiner;
  /** The live streams of this process. */
  readonly events: Events;
  readonly readiness: Readiness;
  readonly clock: () => Date;
};
