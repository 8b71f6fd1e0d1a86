import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { keyIdOf } from '#platform/secrets/signing-keys.ts';
import type { Anchor } from './anchor.ts';
import { type Finding, finding } from './finding.ts';
import type { KeyRecord } from './record.ts';

/** The public keys that count, and what was wrong with the others. */
export type KeyRing = {
  add(record: KeyRecord): Finding[];
  /** Whether `signature` (hexadecimal) over `hash` was made by the key of that name. */
  signed(keyId: string, hash: Buffer, signature: string): boolean;
  has(keyId: string): boolean;
};

/**
 * A key counts when its name is its own digest, when the master key opened its private half (online), and when the anchor,
 * where there is one, does not name another key. So a key slipped into the database signs nothing.
 */
export const createKeyRing = (anchor: Anchor | null): KeyRing => {
  const keys = new Map<string, KeyObject>();
  return {
    add: (record) => {
      const key = readKey(record.publicKey);
      const known = anchor?.keys.get(record.keyId);
      const refused =
        key === null || keyIdOf(key) !== record.keyId || record.proven === false || isOther(known, record.publicKey);
      if (refused || key === null) {
        return [finding('key_unknown', `The signing key ${record.keyId} is not one of this installation.`)];
      }
      keys.set(record.keyId, key);
      return [];
    },
    has: (keyId) => keys.has(keyId),
    signed: (keyId, hash, signature) => {
      const key = keys.get(keyId);
      return key !== undefined && verify(null, hash, key, Buffer.from(signature, 'hex'));
    },
  };
};

const isOther = (known: string | undefined, publicKey: string): boolean =>
  known !== undefined && known.trim() !== publicKey.trim();

const readKey = (pem: string): KeyObject | null => {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
};
