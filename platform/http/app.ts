import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { answerClientError } from '#platform/http/door/client-error.ts';
import { enter, greet, requestIds } from '#platform/http/door/entry.ts';
import { answerFailure } from '#platform/http/door/failure.ts';
import { type Gateway, makeGateway } from '#platform/http/door/gateway.ts';
import { parseJsonBody } from '#platform/http/input/json-body.ts';
import { addDocs } from '#platform/http/pages/docs.ts';
import { addMetrics } from '#platform/http/pages/metrics.ts';
import { addOperations } from '#platform/http/pages/operations.ts';
import { addWebApp } from '#platform/http/pages/web-app.ts';
import { type Compiled, compileRoute } from '#platform/http/serve/compile.ts';
import { addOtherMethods, addRoute } from '#platform/http/serve/serve-route.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Module } from '#platform/module.ts';
import { problem } from './problem.ts';

const BODY_LIMIT = 1024 * 1024;

/**
 * The whole HTTP side from data: every route of every module, the operations, the reference and the web app. Throws when a
 * route does not say who may call it, or says anything else that cannot be served.
 */
export const buildApp = (kernel: Kernel, modules: readonly Module[] = kernel.modules): FastifyInstance => {
  const gateway = makeGateway(kernel);
  const routes = compileRoutes(kernel, modules);
  const app = createFastify(gateway);
  const registry = addMetrics(app, kernel);
  app.decorateRequest('who', null);
  app.addHook('onRequest', (request, reply, done) => {
    enter(gateway, request, reply);
    done();
  });
  // Whatever was just committed here is told to live streams at once; commits of other nodes take a moment longer.
  app.addHook('onResponse', (request, _reply, done) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') kernel.events.nudge();
    done();
  });
  app.setErrorHandler((error, request, reply) => answerFailure(gateway, error, request, reply));
  addJsonParser(app);
  for (const compiled of routes) addRoute(app, gateway, compiled);
  addOtherMethods(app, routes);
  addOperations(app, kernel, registry);
  addDocs(app, routes, kernel.config);
  addWebApp(app, kernel.config);
  endIdleConnections(app);
  app.addHook('onListen', (done) => {
    const address = app.server.address();
    if (typeof address === 'object' && address !== null) gateway.house.opened(address.port);
    done();
  });
  return app;
};

const compileRoutes = (kernel: Kernel, modules: readonly Module[]): Compiled[] =>
  modules.flatMap((module) => module.routes ?? []).map((route) => compileRoute(route, kernel.matrix));

const createFastify = (gateway: Gateway): FastifyInstance => {
  const { config } = gateway.kernel;
  const nextId = requestIds();
  const app = fastify({
    logger: false,
    genReqId: nextId,
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: false,
    // A client that sends its head or body slowly, or does not read, is let go.
    connectionTimeout: 120_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 15_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 5000 },
    frameworkErrors: (error, request, reply) => {
      greet(gateway, request as FastifyRequest, reply as FastifyReply);
      answerFailure(gateway, error, request as FastifyRequest, reply as FastifyReply);
    },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, nextId()),
  });
  app.server.maxConnections = 10_000;
  return app;
};

/** While closing: a kept connection whose last request has just been answered would hold the server for a minute. */
const endIdleConnections = (app: FastifyInstance): void => {
  app.addHook('preClose', (done) => {
    const timer = setInterval(() => app.server.closeIdleConnections(), 50).unref();
    app.server.once('close', () => clearInterval(timer));
    done();
  });
};

const addJsonParser = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw problem(415, 'http.media_type', 'JSON is UTF-8.');
    return parseJsonBody(body);
  });
};
