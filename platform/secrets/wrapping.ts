import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What a ciphertext cannot be told: it does not open, and nothing more is said about why. */
export class SecretError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SecretError';
  }
}

/** The master key, or a key management service behind the same two functions. `bound` must be the same both times. */
export type Wrapping = {
  /** Names the key that wraps now; stored beside what it wrapped. */
  readonly master: string;
  wrap(key: Buffer, bound: string): Promise<Buffer>;
  unwrap(wrapped: Buffer, bound: string, master: string): Promise<Buffer>;
};

const NONCE = 12;
const TAG = 16;

/** Wraps with the 32-byte master key; keys wrapped under a `previous` one still open until they are wrapped anew. */
export const masterKeyWrapping = (current: Buffer, previous: readonly Buffer[] = []): Wrapping => {
  const keys = new Map([...previous, current].map((key) => [masterName(key), key]));
  return {
    master: masterName(current),
    wrap: async (key, bound) => encrypt(current, key, bound),
    unwrap: async (wrapped, bound, master) => {
      const key = keys.get(master);
      if (key === undefined) throw new SecretError('A data key was wrapped by another master key.');
      return decrypt(key, wrapped, bound);
    },
  };
};

/** Tells master keys apart without giving anything away. */
const masterName = (key: Buffer): string => {
  if (key.length !== 32) throw new SecretError('A master key has 32 bytes.');
  return createHash('sha256').update('madang master key name').update(key).digest('hex').slice(0, 16);
};

/** AES-256-GCM: nonce, ciphertext, tag. Opens only with the same `bound` text. */
export const encrypt = (key: Buffer, plain: Buffer, bound: string): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Throws `SecretError` when the ciphertext was altered, moved, or made with another key. */
export const decrypt = (key: Buffer, sealed: Buffer, bound: string): Buffer => {
  if (sealed.length < NONCE + TAG) throw new SecretError('A sealed value is too short.');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  } catch {
    throw new SecretError('A sealed value does not open here: it was altered, moved, or sealed with another key.');
  }
};
