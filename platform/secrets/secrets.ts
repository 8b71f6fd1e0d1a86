import type { Pool } from '#platform/db/pool.ts';
import { type DataKeys, dataKeys } from './data-keys.ts';
import { decrypt, encrypt, SecretError, type Wrapping } from './wrapping.ts';

/** Where a secret lives. A ciphertext opens only for the tenant, table, row and column that it was sealed for. */
export type Place = { readonly table: string; readonly row: string | number; readonly column: string };

export type Secrets = {
  /** Encrypts under the tenant's newest data key. The result goes into a bytea column; it holds no plaintext. */
  seal(tenantId: number, place: Place, plaintext: string): Promise<Buffer>;
  /** Decrypts; throws `SecretError` when the ciphertext was moved, altered, or sealed under another master key. */
  open(tenantId: number, place: Place, sealed: Buffer): Promise<string>;
  /** A new data key for new writes of this tenant; rows sealed before still open. Answers the new version. */
  rotate(tenantId: number): Promise<number>;
};

const FORMAT = 1;
const HEADER = 5;

/**
 * Secrets of tenants. Data keys are rows of `secret_key`, read through `pool` in the tenant's context, one round trip
 * for each seal so that a rotation on another node counts at once. Sealed: format, key version, nonce, ciphertext, tag.
 */
export const createSecrets = (pool: Pool, wrapping: Wrapping, keys: DataKeys = dataKeys(pool, wrapping)): Secrets => ({
  seal: async (tenantId, place, plaintext) => {
    const { version, key } = await keys.newest(tenantId);
    const header = Buffer.alloc(HEADER);
    header.writeUInt8(FORMAT, 0);
    header.writeUInt32BE(version, 1);
    return Buffer.concat([header, encrypt(key, Buffer.from(plaintext), boundTo(tenantId, place, version))]);
  },
  open: async (tenantId, place, sealed) => {
    if (sealed.length < HEADER || sealed.readUInt8(0) !== FORMAT) throw new SecretError('This is no sealed value.');
    const version = sealed.readUInt32BE(1);
    const { key } = await keys.at(tenantId, version);
    return decrypt(key, sealed.subarray(HEADER), boundTo(tenantId, place, version)).toString();
  },
  rotate: async (tenantId) => (await keys.add(tenantId)).version,
});

const boundTo = (tenantId: number, { table, row, column }: Place, version: number): string =>
  JSON.stringify(['madang secret', tenantId, table, String(row), column, version]);
