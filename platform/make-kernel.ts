import { hkdfSync } from 'node:crypto';
import { buildMatrix } from './access/matrix.ts';
import { createPrincipals } from './access/principals.ts';
import { createRefusals } from './access/refusals.ts';
import { createTokens } from './access/tokens.ts';
import type { Config } from './config.ts';
import { createCombiner } from './db/combiner.ts';
import type { Database } from './db/pool.ts';
import { createHub } from './events/hub.ts';
import type { Kernel, Readiness } from './kernel.ts';
import type { Logger } from './log/log.ts';
import type { Module } from './module.ts';
import { createSecrets } from './secrets/secrets.ts';
import { masterKeyWrapping } from './secrets/wrapping.ts';

export type KernelParts = {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  /** 32 bytes. */
  readonly masterKey: Buffer;
  readonly modules: readonly Module[];
  readonly readiness?: Readiness;
  readonly clock?: () => Date;
};

/** Puts a kernel together from an open database. `close` writes down what is still counted; the database stays open. */
export const makeKernel = (parts: KernelParts): { readonly kernel: Kernel; readonly close: () => Promise<void> } => {
  const { config, log, database, masterKey, modules, clock = () => new Date() } = parts;
  const pool = database.app;
  const secrets = createSecrets(pool, masterKeyWrapping(masterKey));
  const tokens = createTokens({ pool, secrets, clock, issuer: issuerOf(config) });
  const refusals = createRefusals({ pool, log, clock });
  // The other half of the connections is for whoever reads. Our own server has three per processor: half a processor is ours.
  const combiner = createCombiner({ atOnce: Math.ceil(pool.max / 2), turns: Math.ceil(pool.max / 6) });
  const matrix = buildMatrix(modules);
  const macKey = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, 'madang', purpose, 32));
  const events = createHub({
    app: pool,
    system: database.system,
    matrix,
    topics: modules.flatMap((module) => module.stream ?? []),
    log,
    key: macKey('events.id'),
  });
  const kernel: Kernel = {
    config,
    log,
    database,
    modules,
    matrix,
    principals: createPrincipals({ pool, tokens, log, clock }),
    refusals,
    secrets,
    tokens,
    macKey,
    combiner,
    events,
    readiness: parts.readiness ?? { missing: () => [] },
    clock,
  };
  const close = async (): Promise<void> => {
    await events.close();
    await combiner.drain();
    await refusals.close();
  };
  return { kernel, close };
};

const issuerOf = (config: Config): string => config.publicUrl ?? `http://localhost:${config.port}`;
