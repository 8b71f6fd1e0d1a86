import type { Pool } from '#platform/db/pool.ts';
import { createLease, type Lease } from '#platform/events/lease.ts';
import { type Loop, startLoop } from '#platform/events/loop.ts';
import type { Logger } from '#platform/log/log.ts';
import type { SigningKey, SigningKeys } from '#platform/secrets/signing-keys.ts';
import { type AnchorLine, appendAnchor, compactAnchor } from './anchor.ts';
import { lastCheckpointAt, makeCheckpoints } from './checkpoint.ts';
import { type Head, sealPass } from './seal.ts';

export type SealerOptions = {
  /** The system role's pool. */
  readonly pool: Pool;
  /** The keys of purpose `audit`. */
  readonly keys: SigningKeys;
  readonly log: Logger;
  /** Where the anchor is written; null writes none. */
  readonly anchorPath: string | null;
  /** Milliseconds between looks for new rows. */
  readonly idle?: number;
  /** Milliseconds between checkpoints; an hour unless said otherwise. */
  readonly checkpointEvery?: number;
};

export type Sealer = Loop & {
  /** Makes a checkpoint of all that is sealed, now. */
  checkpoint(): Promise<void>;
};

const HOUR = 3_600_000;

/**
 * Seals the audit of all tenants: one node of the installation at a time, by lease; within a second of the commit. Another node
 * goes on within five seconds of the first one's death, at once when it stops in order.
 */
export const startSealer = (options: SealerOptions): Sealer => {
  const { pool, keys, log, anchorPath, checkpointEvery = HOUR } = options;
  const lease = createLease(pool, 'audit.seal');
  const heads = new Map<number, Head>();
  let held: SigningKey | undefined;
  let checkpointedAt: number | undefined;
  // Whether something may be sealed that no checkpoint has counted.
  let isUncounted = true;

  const anchor = async (lines: readonly AnchorLine[]): Promise<void> => {
    if (anchorPath !== null && lines.length > 0) await appendAnchor(anchorPath, lines);
  };
  const key = async (): Promise<SigningKey> => {
    if (held) return held;
    held = await keys.current();
    const publicKey = held.publicKey.export({ type: 'spki', format: 'pem' }) as string;
    await anchor([{ kind: 'key', keyId: held.keyId, publicKey }]);
    return held;
  };
  const checkpoint = async (): Promise<void> => {
    // Asked for anew, so that a new key is in use within the hour.
    held = undefined;
    const made = await makeCheckpoints(pool, await key(), log);
    await anchor(made);
    isUncounted = false;
    if (made.length > 0) checkpointedAt = Date.now();
    if (anchorPath !== null) await compactAnchor(anchorPath);
  };
  const sealed = async (lines: readonly AnchorLine[]): Promise<void> => {
    isUncounted = true;
    await anchor(lines);
  };
  const pass = async (): Promise<boolean> => {
    const more = await sealPass({ pool, lease, key, heads, anchor: sealed }).catch((error: unknown) => {
      // Whether it was committed is not known: the newest seals are read again.
      heads.clear();
      throw error;
    });
    if (more || !isUncounted || (await lease.hold()) === null) return more;
    checkpointedAt ??= await lastCheckpointAt(pool);
    if (Date.now() - checkpointedAt >= checkpointEvery) await checkpoint();
    return false;
  };
  const loop = startLoop({ name: 'audit.seal', log, idle: options.idle ?? 400, pass });
  return {
    nudge: loop.nudge,
    checkpoint,
    stop: async () => {
      await loop.stop();
      await leave(lease, log, isUncounted ? checkpoint : null);
    },
  };
};

/** At an orderly end the holder counts what it has sealed, and lets the next node go on. */
const leave = async (lease: Lease, log: Logger, checkpoint: (() => Promise<void>) | null): Promise<void> => {
  try {
    if (checkpoint !== null && (await lease.hold()) !== null) await checkpoint();
    await lease.release();
  } catch (error) {
    log.warn({ err: error }, 'The last checkpoint of the audit could not be made');
  }
};
