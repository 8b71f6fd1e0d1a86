import { statfs } from 'node:fs/promises';
import { decide } from '#platform/access/decide.ts';
import { contextOf } from '#platform/access/proof.ts';
import { BEGIN_READ_ONLY, batch, COMMIT } from '#platform/db/batch.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import { handle, type Route } from '#platform/http/route.ts';
import type { Kernel } from '#platform/kernel.ts';
import { About, type SystemState } from './contract.ts';
import { findFacts, proofAlone } from './queries.ts';

const LICENSE = 'Apache-2.0';
const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString();

export const routes: readonly Route[] = [
  handle({
    method: 'GET',
    path: '/api/about',
    access: 'signed_in',
    summary: 'Which Madang this is; for an ADMIN of the provider also how it fares.',
    answer: { 200: About },
    run: async (c, kernel) => {
      await readOnce(kernel.database.app, contextOf(c.principal), proofAlone);
      const isTold = decide(c.matrix, c.principal, 'system.read').allowed;
      const system = isTold ? await systemState(kernel) : null;
      return { body: { version: kernel.config.version, license: LICENSE, system } };
    },
  }),
];

const systemState = async (kernel: Kernel): Promise<SystemState> => {
  const { database, config } = kernel;
  const [results, storage, missing] = await Promise.all([
    batch(database.system, [BEGIN_READ_ONLY, ...findFacts.statements, COMMIT], { repeatable: true }),
    storageOf(config.dataDir),
    kernel.readiness.missing(),
  ]);
  const facts = findFacts.answer(results.slice(1, -1));
  return {
    databaseVersion: facts.version,
    database: config.databaseUrl === null ? 'embedded' : 'server',
    databaseBytes: facts.bytes,
    storage,
    missing: [...missing],
    tenants: facts.tenants,
    lastSealedAt: facts.sealed_at,
    lastCheckpointAt: facts.checkpoint_at,
    jobs: { waiting: facts.waiting, running: facts.running, failed: facts.failed },
    // Nothing of this house makes backups; what the database does itself it can say.
    backups: {
      archiving: facts.archiving,
      lastArchivedAt: facts.archived_at,
      lastFailedAt: facts.archive_failed_at,
    },
    startedAt,
  };
};

/** Room on the disk of the data folder; null where it cannot be known. */
const storageOf = async (folder: string): Promise<SystemState['storage']> => {
  try {
    const { bsize, bavail, blocks } = await statfs(folder);
    return { freeBytes: bsize * bavail, totalBytes: bsize * blocks };
  } catch {
    return null;
  }
};
