import { createHash, createHmac } from 'node:crypto';
import { both, mapQuery, type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import type { Call } from '#platform/http/call.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { problem } from '#platform/http/problem.ts';
import type { Answer } from './answer.ts';
import type { Compiled } from './compile.ts';

/** One request's claim to a key: per tenant, principal and route, with a keyed digest of what it asks. */
export type Claim = {
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly fingerprint: string;
  /** A 64-bit name of all but the fingerprint, for the lock. */
  readonly lock: string;
  /** The answer shows a secret: it is not kept, and not shown again. */
  readonly secret: boolean;
};

/** The claim of a POST that carries an Idempotency-Key; null without one. Throws 400 for a malformed key. */
export const claimOf = (gateway: Gateway, compiled: Compiled, call: Call): Claim | null => {
  const key = call.request.headers['idempotency-key'];
  if (key === undefined || call.request.method !== 'POST') return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw problem(400, 'http.idempotency_key_invalid', 'An Idempotency-Key is 1 to 255 visible ASCII characters.');
  }
  const { kind, actingId, userId, tenant } = call.principal;
  const principal = kind === 'api_key' ? `key:${actingId}` : `user:${userId}`;
  const name = createHash('sha256').update(`${tenant.id}\n${principal}\n${compiled.id}\n${key}`).digest();
  const asked = JSON.stringify([call.params, call.query, call.body]);
  return {
    principal,
    route: compiled.id,
    key,
    fingerprint: createHmac('sha256', gateway.idempotencyKey).update(asked).digest('hex'),
    lock: String(name.readBigInt64BE()),
    secret: compiled.route.kind === 'write' && compiled.route.secret === true,
  };
};

/** What is known about a claim: nothing yet, the answer to repeat, or why it cannot be answered now. */
export type Precedent = { readonly kind: 'none' } | { readonly kind: 'replay'; readonly answer: Answer };

type Held = { readonly at: number; readonly locked: boolean };
type Kept = {
  readonly at: number;
  readonly fingerprint: string;
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly body: string | null;
};

// The lock is taken in a statement of its own: the next one has a newer snapshot and sees what its last holder committed.
const LOCK = `select c.at, pg_try_advisory_xact_lock(c.lock) as locked
from jsonb_to_recordset($1::jsonb) as c(at int, lock bigint) order by c.at`;
const FIND = `select c.at, encode(k.fingerprint, 'hex') as fingerprint, k.status, k.headers, k.body
from jsonb_to_recordset($2::jsonb) as c(at int, principal text, route text, key text)
join idempotency_key k on k.tenant_id = $1::int and k.principal = c.principal and k.route = c.route and k.key = c.key
where k.created_at > now() - interval '24 hours'`;

/** Locks the claims to the end of the transaction and finds their precedents, in one round trip. */
export const findPrecedents = (tenantId: number, claims: readonly Claim[]): Query<readonly (() => Precedent)[]> => {
  const places = JSON.stringify(claims.map((claim, at) => ({ at, ...claim })));
  const locks = sqlQuery<Held>(LOCK, [places]);
  const found = sqlQuery<Kept>(FIND, [tenantId, places]);
  return mapQuery(both(locks, found), ([held, kept]) => {
    const byPlace = new Map(kept.map((row) => [row.at, row]));
    return claims.map((claim, at) => () => judge(claim, held[at]?.locked === true, byPlace.get(at)));
  });
};

const judge = (claim: Claim, locked: boolean, kept: Kept | undefined): Precedent => {
  if (!locked) throw stillRunning();
  if (kept === undefined) return { kind: 'none' };
  if (kept.fingerprint !== claim.fingerprint) {
    throw problem(422, 'http.idempotency_mismatch', 'This Idempotency-Key was used for another request.');
  }
  if (claim.secret) {
    throw problem(409, 'http.secret_shown', 'It is done. The answer held a secret, which is shown only once.');
  }
  return { kind: 'replay', answer: { status: kept.status, headers: kept.headers, text: kept.body } };
};

export const stillRunning = () =>
  problem(409, 'http.idempotency_running', 'A request with this Idempotency-Key is still being worked on.', {
    headers: { 'retry-after': '1' },
  });

const EXPIRE = `delete from idempotency_key k using jsonb_to_recordset($2::jsonb) as c(principal text, route text, key text)
where k.tenant_id = $1::int and k.principal = c.principal and k.route = c.route and k.key = c.key
  and k.created_at <= now() - interval '24 hours'`;
const KEEP = `insert into idempotency_key (tenant_id, principal, route, key, fingerprint, status, headers, body)
select $1::int, c.principal, c.route, c.key, decode(c.fingerprint, 'hex'), c.status, c.headers, c.body
from jsonb_to_recordset($2::jsonb) as c(principal text, route text, key text, fingerprint text, status int,
  headers jsonb, body text)`;

/** Keeps answers for replays, in the transaction that they answer. One that showed a secret leaves only its mark. */
export const keepAnswers = (
  tenantId: number,
  kept: readonly { readonly claim: Claim; readonly answer: Answer }[],
): Query<unknown> => {
  const rows = JSON.stringify(
    kept.map(({ claim, answer: { status, headers, text } }) => ({
      ...claim,
      status,
      headers: claim.secret ? {} : headers,
      body: claim.secret ? null : text,
    })),
  );
  return both(sqlRun(EXPIRE, [tenantId, rows]), sqlRun(KEEP, [tenantId, rows]));
};
