import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Kernel } from '#platform/kernel.ts';

/** Measures every answer. Labels are route patterns, so they never hold an id or a tenant. */
export const addMetrics = (app: FastifyInstance, kernel: Kernel): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'madang_http_request_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  addPoolGauge(registry, kernel);
  addCombinerGauge(registry, kernel);
  return registry;
};

const addPoolGauge = (registry: Registry, { database }: Kernel): void => {
  const gauge = new Gauge({
    name: 'madang_database_connections',
    help: 'Connections of a pool, and callers that wait for one.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect: () => {
      for (const pool of [database.app, database.exports, database.staff, database.system]) {
        for (const [state, count] of Object.entries(pool.counts())) gauge.set({ pool: pool.name, state }, count);
      }
    },
  });
};

const addCombinerGauge = (registry: Registry, { combiner }: Kernel): void => {
  const gauge = new Gauge({
    name: 'madang_combiner',
    help: 'Lanes of group commit that are at work, and documents in them.',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      for (const [state, count] of Object.entries(combiner.counts())) gauge.set({ state }, count);
    },
  });
};
