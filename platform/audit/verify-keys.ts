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
  /** Whether somebody else than the audit itself says that its keys are this installation's. */
  vouched(): boolean;
};

/**
 * A key counts when its name is its own digest, and when the master key opened its private half (online) or, in an export, the
 * anchor names it. So a key slipped into the database or into a file signs nothing. An export without an anchor can only be
 * judged by the keys that it brings; `vouched` says so.
 */
export const createKeyRing = (anchor: Anchor | null): KeyRing => {
  const keys = new Map<string, KeyObject>();
  let vouched = true;
  return {
    add: (record) => {
      const key = readKey(record.publicKey);
      const known = anchor?.keys.get(record.keyId);
      const isStrange =
        known === undefined ? anchor !== null && record.proven === null : isOther(known, record.publicKey);
      if (key === null || keyIdOf(key) !== record.keyId || record.proven === false || isStrange) {
        return [finding('key_unknown', `The signing key ${record.keyId} is not one of this installation.`)];
      }
      if (known === undefined && record.proven === null) vouched = false;
      keys.set(record.keyId, key);
      return [];
    },
    has: (keyId) => keys.has(keyId),
    vouched: () => vouched,
    signed: (keyId, hash, signature) => {
      const key = keys.get(keyId);
      return key !== undefined && verify(null, hash, key, Buffer.from(signature, 'hex'));
    },
  };
};

const isOther = (known: string, publicKey: string): boolean => known.trim() !== publicKey.trim();

const readKey = (pem: string): KeyObject | null => {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
};
