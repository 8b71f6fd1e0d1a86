import type { IncomingHttpHeaders } from 'node:http';
import type { Pool } from '#platform/db/pool.ts';
import { readOnce, writeOnce } from '#platform/db/tenant-tx.ts';
import { problem } from '#platform/http/problem.ts';
import type { Identified, Principals } from '#platform/kernel.ts';
import type { Logger } from '#platform/log/log.ts';
import { findBySecret, findByToken, touchActing } from './acting.ts';
import { type Credential, parseCredential } from './credential.ts';
import type { Principal } from './principal.ts';
import { proofOf } from './proof.ts';
import type { Tokens } from './tokens.ts';

type Entry = { readonly who: Identified; readonly until: number; touchedAt: number };
type Options = {
  readonly pool: Pool;
  readonly tokens: Tokens;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Principals kept; the least recently used go first. */
  readonly most?: number;
};

const TOUCH_EVERY = 60_000;

/**
 * Turns credentials into principals, one round trip for one not seen before. What is kept here is a hint: the proof
 * inside each batch decides, so an entry may be as old as it likes.
 */
export const createPrincipals = (options: Options): Principals => {
  const { clock, most = 10_000 } = options;
  const entries = new Map<string, Entry>();

  const recall = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    if (clock().getTime() >= entry.until) return undefined;
    entries.set(key, entry);
    return entry;
  };
  const find = async (credential: Credential): Promise<Identified> => {
    entries.delete(credential.key);
    const found = await lookUp(options, credential);
    if (found === null) throw notAlive();
    const { principal, until } = found;
    const who = { principal, proof: proofOf(principal), byCookie: credential.kind === 'session' };
    const entry = { who, until, touchedAt: 0 };
    entries.set(credential.key, entry);
    if (entries.size > most) entries.delete(entries.keys().next().value ?? '');
    touch(entry);
    return who;
  };
  const touch = (entry: Entry): void => {
    const now = clock().getTime();
    if (now - entry.touchedAt < TOUCH_EVERY) return;
    entry.touchedAt = now;
    const { tenant, actingId } = entry.who.principal;
    writeOnce(options.pool, { tenantId: tenant.id, proof: null }, touchActing(tenant.id, actingId)).catch((error) =>
      options.log.debug({ error }, 'A session could not be touched'),
    );
  };

  return {
    identify: (headers) => {
      const credential = presented(headers);
      if (credential === null) return null;
      const entry = recall(credential.key);
      if (entry === undefined) return find(credential);
      touch(entry);
      return entry.who;
    },
    renew: async (headers) => {
      const credential = presented(headers);
      return credential === null ? null : await find(credential);
    },
  };
};

const presented = (headers: IncomingHttpHeaders): Credential | null => {
  const found = parseCredential(headers);
  if (found === 'malformed') throw notAlive();
  return found === 'none' ? null : found;
};

const notAlive = () =>
  problem(401, 'access.session_ended', 'The session, token or key is not valid, or not any more.', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  });

type Found = { readonly principal: Principal; readonly until: number };

const lookUp = async (options: Options, credential: Credential): Promise<Found | null> => {
  if (credential.kind === 'token') return await lookUpToken(options, credential.jwt);
  const { tenantId, kind, secretHash } = credential;
  const context = { tenantId, proof: null };
  const principal = await readOnce(options.pool, context, findBySecret(tenantId, kind, secretHash));
  if (principal === null) return null;
  if (credential.kind === 'api_key' && credential.actingId !== principal.actingId) return null;
  return { principal, until: Number.POSITIVE_INFINITY };
};

/** The row decides; a token whose claims do not fit its row was not made by us for this, whoever signed it. */
const lookUpToken = async ({ pool, tokens }: Options, jwt: string): Promise<Found | null> => {
  const claims = await tokens.verify(jwt);
  if (claims === null) return null;
  const { tenantId, actingId } = claims;
  const principal = await readOnce(pool, { tenantId, proof: null }, findByToken(tenantId, actingId));
  if (principal === null || principal.userId !== claims.userId || principal.tenant.code !== claims.tenantCode)
    return null;
  return { principal: { ...principal, until: claims.expiresAt }, until: claims.expiresAt };
};
