import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { notFound } from '#platform/http/door/failure.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { admit, checkOrigin } from '#platform/http/door/proven.ts';
import { problem } from '#platform/http/problem.ts';
import { isStream, type Route } from '#platform/http/route.ts';
import { combinedHandler } from './combined.ts';
import type { Compiled } from './compile.ts';
import { csvHandler } from './csv.ts';
import { handleHandler } from './handle.ts';
import { type Handler, listHandler, readHandler } from './read.ts';
import { writeHandler } from './write.ts';

/** Registers one route of a module. */
export const addRoute = (app: FastifyInstance, gateway: Gateway, compiled: Compiled): void => {
  const { route } = compiled;
  const isPublic = route.access === 'public';
  app.route({
    method: route.method,
    url: route.path,
    exposeHeadRoute: !isStream(route),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    schema: { response: compiled.answers },
    onRequest: isPublic
      ? async (request) => checkOrigin(gateway, request)
      : (request, reply) => admit(gateway, compiled, request, reply),
    handler: handlerOf(gateway, compiled),
  });
};

const handlerOf = (gateway: Gateway, compiled: Compiled): Handler => {
  const { route } = compiled;
  switch (route.kind) {
    case 'read':
      return readHandler(gateway, { ...compiled, route });
    case 'list':
      return listHandler(gateway, { ...compiled, route });
    case 'csv':
      return csvHandler(gateway, { ...compiled, route });
    case 'write':
      return writeHandler(gateway, { ...compiled, route });
    case 'handle':
      return handleHandler(gateway, { ...compiled, route });
    case 'combined':
      return combinedHandler(gateway, { ...compiled, route });
  }
};

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** 405 with `Allow` for the methods that a path does not have, and OPTIONS. There is no CORS: other origins get nothing. */
export const addOtherMethods = (app: FastifyInstance, routes: readonly Compiled[]): void => {
  for (const [path, own] of Map.groupBy(routes, ({ route }) => route.path)) {
    const taken = new Set<string>(own.flatMap(({ route }) => methodsOf(route)));
    const allow = [...taken, 'OPTIONS'].join(', ');
    const isConcealed = own.some(({ route }) => route.concealed === true);
    const refuse = async (request: FastifyRequest): Promise<void> => {
      if (isConcealed) throw notFound();
      if (request.method === 'OPTIONS') return;
      throw problem(405, 'http.method_not_allowed', `This path takes ${allow}.`, { headers: { allow } });
    };
    app.route({
      method: METHODS.filter((method) => !taken.has(method)),
      url: path,
      onRequest: refuse,
      handler: (_request, reply) => reply.code(204).header('allow', allow).send(),
    });
  }
};

const methodsOf = (route: Route): string[] =>
  route.method === 'GET' && !isStream(route) ? ['GET', 'HEAD'] : [route.method];
