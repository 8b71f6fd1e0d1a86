import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import type { Pool } from '#platform/db/pool.ts';
import { type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import { readOnce, type TenantContext, writeOnce } from '#platform/db/tenant-tx.ts';
import type { Place, Secrets } from './secrets.ts';
import { SecretError } from './wrapping.ts';

/** `token` keys are seen by the application's role only, `audit` keys by the system role only. */
export type KeyPurpose = 'token' | 'audit';

/** An Ed25519 key of the installation. */
export type SigningKey = { readonly keyId: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export type PublicKey = { readonly keyId: string; readonly publicKey: KeyObject; readonly retiredAt: string | null };

export type SigningKeys = {
  /** The newest key that is active; the first one is made when there is none. */
  current(): Promise<SigningKey>;
  /** Every key, retired ones too, oldest first: what verifies old signatures. */
  all(): Promise<readonly PublicKey[]>;
  /** Whether the private half opens with this master key and belongs to the public one. */
  isOurs(keyId: string): Promise<boolean>;
  /** Makes a new key that is active `inSeconds` from now, so that others can learn of it before it is used. */
  add(inSeconds?: number): Promise<string>;
};

type KeyRow = { readonly key_id: string; readonly public_key: string; readonly private_key: Buffer };
type PublicRow = { readonly key_id: string; readonly public_key: string; readonly retired_at: string | null };

const provider: TenantContext = { tenantId: PROVIDER_TENANT_ID, proof: null };

/** Keys of one purpose; `pool` is that of the role that may see them, and `secrets` works through the same pool. */
export const signingKeys = (pool: Pool, secrets: Secrets, purpose: KeyPurpose): SigningKeys => {
  const add = async (inSeconds = 0): Promise<string> => {
    const made = makePair();
    const sealed = await secrets.seal(PROVIDER_TENANT_ID, placeOf(made.keyId), made.privatePem);
    await writeOnce(pool, provider, insertKey(made.keyId, purpose, made.publicPem, sealed, inSeconds));
    return made.keyId;
  };
  const newest = async (): Promise<KeyRow | undefined> => (await readOnce(pool, provider, activeKeys(purpose)))[0];
  const open = async (row: KeyRow): Promise<SigningKey> => {
    const pem = await secrets.open(PROVIDER_TENANT_ID, placeOf(row.key_id), row.private_key);
    return { keyId: row.key_id, publicKey: createPublicKey(row.public_key), privateKey: createPrivateKey(pem) };
  };
  return {
    add,
    current: async () => {
      let row = await newest();
      if (!row) {
        await add();
        row = await newest();
      }
      if (!row) throw new Error(`A signing key (${purpose}) could not be made`);
      return open(row);
    },
    isOurs: async (keyId) => {
      const [row] = await readOnce(pool, provider, keyNamed(purpose, keyId));
      if (!row) return false;
      try {
        const { publicKey, privateKey } = await open(row);
        return createPublicKey(privateKey).equals(publicKey);
      } catch (error) {
        if (error instanceof SecretError) return false;
        throw error;
      }
    },
    all: async () =>
      (await readOnce(pool, provider, allKeys(purpose))).map((row) => ({
        keyId: row.key_id,
        publicKey: createPublicKey(row.public_key),
        retiredAt: row.retired_at,
      })),
  };
};

/** A key's name is the beginning of its own digest, so that a name cannot be given to another key. */
export const keyIdOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const makePair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    keyId: keyIdOf(publicKey),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
};

const placeOf = (keyId: string): Place => ({ table: 'signing_key', row: keyId, column: 'private_key' });

const insertKey = (
  keyId: string,
  purpose: KeyPurpose,
  publicPem: string,
  sealed: Buffer,
  inSeconds: number,
): Query<number> =>
  sqlRun(
    `insert into signing_key (tenant_id, key_id, purpose, public_key, private_key, active_from)
     values ($1::int, $2, $3, $4, $5::bytea, now() + $6::int * interval '1 second')`,
    [PROVIDER_TENANT_ID, keyId, purpose, publicPem, sealed, inSeconds],
  );

const activeKeys = (purpose: KeyPurpose): Query<KeyRow[]> =>
  sqlQuery(
    `select key_id, public_key, private_key from signing_key
     where tenant_id = $1::int and purpose = $2 and active_from <= now() and retired_at is null
     order by active_from desc, key_id limit 1`,
    [PROVIDER_TENANT_ID, purpose],
  );

const keyNamed = (purpose: KeyPurpose, keyId: string): Query<KeyRow[]> =>
  sqlQuery(
    'select key_id, public_key, private_key from signing_key where tenant_id = $1::int and purpose = $2 and key_id = $3',
    [PROVIDER_TENANT_ID, purpose, keyId],
  );

const allKeys = (purpose: KeyPurpose): Query<PublicRow[]> =>
  sqlQuery(
    `select key_id, public_key, retired_at from signing_key where tenant_id = $1::int and purpose = $2
     order by created_at, key_id`,
    [PROVIDER_TENANT_ID, purpose],
  );
