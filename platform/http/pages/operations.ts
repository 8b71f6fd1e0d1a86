import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { batch } from '#platform/db/batch.ts';
import { notFound } from '#platform/http/door/failure.ts';
import { problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';

/** What orchestrators and Prometheus ask. Details only for this machine, or with MADANG_METRICS_TOKEN. */
export const addOperations = (app: FastifyInstance, kernel: Kernel, registry: Registry): void => {
  app.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }));
  app.get('/readyz', async (request) => {
    const missing = [...(await kernel.readiness.missing()), ...(await missingDatabase(kernel))];
    if (missing.length === 0) return { status: 'ready' };
    throw problem(503, 'http.not_ready', 'Not everything is up yet.', {
      headers: { 'retry-after': '1' },
      extra: mayKnow(kernel, request) ? { missing } : {},
    });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayKnow(kernel, request)) throw notFound();
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
};

/** Asks through the system's pool: the one of the pages may be busy, which is no reason to send everybody away. */
const missingDatabase = async ({ database }: Kernel): Promise<string[]> => {
  try {
    await batch(database.system, [{ text: 'select 1', values: [] }], { repeatable: true });
    return [];
  } catch {
    return ['The database does not answer.'];
  }
};

const mayKnow = ({ config }: Kernel, request: FastifyRequest): boolean => {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || config.metricsToken === null) return isThisMachine(request);
  return timingSafeEqual(hash('sha256', token, 'buffer'), hash('sha256', config.metricsToken, 'buffer'));
};

/** By a loopback address under a loopback name, and not passed on by a proxy (whose address would be a loopback one, too). */
const isThisMachine = ({ ip, headers }: FastifyRequest): boolean => {
  const isLoopback = ip === '::1' || /^(::ffff:)?127\./.test(ip);
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return isLoopback && !isForwarded && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? '');
};
