import type { webcrypto } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JWK,
} from 'jose';
import type { Pool } from '#platform/db/pool.ts';
import { type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import { readOnce, writeOnce } from '#platform/db/tenant-tx.ts';
import type { Secrets } from '#platform/secrets/secrets.ts';
import { PROVIDER_TENANT_ID } from './principal.ts';

export const ALGORITHM = 'EdDSA';
/** A new key is published for so long before the first token is signed with it. */
const PUBLISHED_BEFORE_USE = 5 * 60_000;
/** A retired key still verifies for so long: more than the life of a token. */
const KEPT_AFTER_USE = 20 * 60_000;
const RELOAD_AFTER = 60_000;
const RELOAD_AT_MOST_EVERY = 2_000;

type CryptoKey = webcrypto.CryptoKey;
type TokenKey = {
  readonly id: string;
  readonly jwk: JWK;
  readonly publicKey: CryptoKey;
  readonly sealed: Buffer;
  readonly activeFrom: number;
  readonly retiredAt: number | null;
};

/** The key pairs of access tokens: rows of the provider, the private half sealed, the newest active one signs. */
export type TokenKeys = {
  signing(): Promise<{ readonly id: string; readonly key: CryptoKey }>;
  /** The public key of that id, from our own set only; undefined when there is none, or none any more. */
  verifying(id: string): Promise<CryptoKey | undefined>;
  published(): Promise<JWK[]>;
  /** Publishes a new key, which takes over a little later; the ones before it run out. */
  rotate(): Promise<void>;
};

type Store = { readonly pool: Pool; readonly secrets: Secrets; readonly clock: () => Date };

export const createTokenKeys = (store: Store): TokenKeys => {
  let keys: readonly TokenKey[] = [];
  let loadedAt = Number.NEGATIVE_INFINITY;
  const now = (): number => store.clock().getTime();

  const load = async (): Promise<readonly TokenKey[]> => {
    const rows = await readOnce(store.pool, { tenantId: PROVIDER_TENANT_ID, proof: null }, listKeys());
    const known = await Promise.all(rows.map(toKey));
    keys = known.filter((key) => key.retiredAt === null || now() < key.retiredAt + KEPT_AFTER_USE);
    loadedAt = now();
    return keys;
  };
  const atMost = async (age: number): Promise<readonly TokenKey[]> => (now() - loadedAt > age ? await load() : keys);
  const activeOne = (known: readonly TokenKey[]): TokenKey | undefined =>
    known.find((key) => key.activeFrom <= now() && (key.retiredAt === null || now() < key.retiredAt));
  const addFirst = async (): Promise<TokenKey> => {
    await addKey(store, new Date(now()));
    const key = activeOne(await load());
    if (key === undefined) throw new Error('A key for access tokens was made and is not there.');
    return key;
  };
  const open = privateKeys(store);

  return {
    signing: async () => {
      const key = activeOne(await atMost(RELOAD_AFTER)) ?? activeOne(await load()) ?? (await addFirst());
      return { id: key.id, key: await open(key) };
    },
    verifying: async (id) => {
      const find = (known: readonly TokenKey[]) => known.find((key) => key.id === id)?.publicKey;
      return find(await atMost(RELOAD_AFTER)) ?? find(await atMost(RELOAD_AT_MOST_EVERY));
    },
    published: async () => (await atMost(RELOAD_AFTER)).map((key) => key.jwk),
    rotate: async () => {
      await addKey(store, new Date(now() + PUBLISHED_BEFORE_USE));
      await load();
    },
  };
};

/** Opens each private key once in the life of the process. */
const privateKeys = ({ secrets }: Store): ((key: TokenKey) => Promise<CryptoKey>) => {
  const opened = new Map<string, Promise<CryptoKey>>();
  return (key) => {
    const known = opened.get(key.id);
    if (known !== undefined) return known;
    const opening = secrets
      .open(PROVIDER_TENANT_ID, placeOf(key.id), key.sealed)
      .then((pem) => importPKCS8(pem, ALGORITHM));
    opened.set(key.id, opening);
    opening.catch(() => opened.delete(key.id));
    return opening;
  };
};

const placeOf = (id: string) => ({ table: 'signing_key', row: id, column: 'private_key' });

type KeyRow = {
  readonly key_id: string;
  readonly public_key: string;
  readonly private_key: Buffer;
  readonly active_from: string;
  readonly retired_at: string | null;
};

const listKeys = (): Query<KeyRow[]> =>
  sqlQuery<KeyRow>(
    `select key_id, public_key, private_key, active_from, retired_at from signing_key
     where tenant_id = $1::int and purpose = 'token' and (retired_at is null or retired_at > now() - interval '1 day')
     order by active_from desc, key_id`,
    [PROVIDER_TENANT_ID],
  );

const toKey = async (row: KeyRow): Promise<TokenKey> => {
  const jwk = JSON.parse(row.public_key) as JWK;
  return {
    id: row.key_id,
    jwk,
    publicKey: (await importJWK(jwk, ALGORITHM)) as CryptoKey,
    sealed: row.private_key,
    activeFrom: Date.parse(row.active_from),
    retiredAt: row.retired_at === null ? null : Date.parse(row.retired_at),
  };
};

const addKey = async ({ pool, secrets }: Store, activeFrom: Date): Promise<void> => {
  const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const bare = await exportJWK(pair.publicKey);
  const id = await calculateJwkThumbprint(bare);
  const jwk = { kty: bare.kty, crv: bare.crv, x: bare.x, kid: id, alg: ALGORITHM, use: 'sig' };
  const sealed = await secrets.seal(PROVIDER_TENANT_ID, placeOf(id), await exportPKCS8(pair.privateKey));
  await writeOnce(
    pool,
    { tenantId: PROVIDER_TENANT_ID, proof: null },
    {
      statements: [
        ...sqlRun(
          `update signing_key set retired_at = $2::timestamptz
         where tenant_id = $1::int and purpose = 'token' and retired_at is null`,
          [PROVIDER_TENANT_ID, activeFrom],
        ).statements,
        ...sqlRun(
          `insert into signing_key (tenant_id, key_id, purpose, public_key, private_key, active_from)
         values ($1::int, $2, 'token', $3, $4::bytea, $5::timestamptz)`,
          [PROVIDER_TENANT_ID, id, JSON.stringify(jwk), sealed, activeFrom],
        ).statements,
      ],
      answer: () => undefined,
    },
  );
};
