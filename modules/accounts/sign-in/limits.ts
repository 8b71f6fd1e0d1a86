import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { mapQuery, onlyRow, type Query, sqlQuery } from '#platform/db/query.ts';
import { type Problem, problem } from '#platform/http/problem.ts';

/** What failures are counted on: a keyed hash, because a login typed here may exist nowhere, or be a password. */
export type LimitKey = { readonly key: Buffer; readonly free: number };

/** Failures that cost nothing, within a quarter of an hour of each other. */
const FREE = { here: 10, network: 200, device: 10, link: 30 } as const;

export type SignInLimits = {
  /** This account from this network. A success forgives it. */
  readonly here: LimitKey;
  /** What counts for a stranger: the account from here, and the network. Never the account alone, which would let anybody
   * lock its person out. */
  readonly strangers: readonly LimitKey[];
};

/** The limits of a login that somebody tries from an address. `secret` keys the hashes. */
export const signInLimits = (secret: Buffer, login: string, address: string): SignInLimits => {
  const network = networkOf(address);
  const here = limitKey(secret, 'here', `${login}\n${network}`);
  return { here, strangers: [here, limitKey(secret, 'network', network)] };
};

/** Counts for a known device alone: strangers cannot use it up. */
export const deviceLimit = (secret: Buffer, login: string, deviceHash: Buffer): LimitKey =>
  limitKey(secret, 'device', `${login}\n${deviceHash.toString('base64')}`);

/** One-time links and refresh tokens tried from a network. */
export const linkLimit = (secret: Buffer, address: string): LimitKey => limitKey(secret, 'link', networkOf(address));

const limitKey = (secret: Buffer, kind: keyof typeof FREE, text: string): LimitKey => ({
  key: createHmac('sha256', secret).update(`${kind}\n${text}`).digest(),
  free: FREE[kind],
});

/** One IPv4 address, or the /64 that one IPv6 customer has. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};

const keysOf = (limits: readonly LimitKey[]): Buffer[] => limits.map(({ key }) => key);

/** Seconds until the strictest of them lets one try again. */
export const signInWait = (limits: readonly LimitKey[]): Query<number> =>
  mapQuery(
    sqlQuery<{ wait: number }>('select sign_in_wait($1::bytea[]) as wait', [keysOf(limits)]),
    (rows) => onlyRow(rows).wait,
  );

export const signInFailed = (limits: readonly LimitKey[]): Query<unknown> =>
  sqlQuery('select sign_in_failed($1::bytea[], $2::int[])', [keysOf(limits), limits.map(({ free }) => free)]);

export const signInPassed = (limits: readonly LimitKey[]): Query<unknown> =>
  sqlQuery('select sign_in_passed($1::bytea[])', [keysOf(limits)]);

export const tooManyFailures = (seconds: number): Problem =>
  problem(429, 'accounts.too_many_failures', 'Too many failed attempts. Wait before the next one.', {
    headers: { 'Retry-After': String(seconds) },
  });
