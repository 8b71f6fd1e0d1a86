import type { TSchema } from 'typebox';
import { type JsonSchema, strict } from '#platform/http/input/schema.ts';
import { answersOf } from '#platform/http/serve/compile.ts';
import { EVENT_STREAM, type Route } from './route.ts';

type Info = { readonly version: string; readonly serverUrl: string };

const PROBLEM: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: '`module.reason`' },
    detail: { type: ['string', 'null'] },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
};

/** The OpenAPI 3.1 document of these routes. Needs no server and no database. */
export const openApiDocument = (routes: readonly Route[], { version, serverUrl }: Info): JsonSchema => ({
  openapi: '3.1.0',
  info: {
    title: 'Madang',
    version,
    description: 'Errors are RFC 9457 problem documents. Lists take `limit` and `cursor` and answer `nextCursor`.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: serverUrl }],
  tags: [...new Set(routes.map(tagOf))].sort().map((name) => ({ name })),
  paths: Object.fromEntries(
    [...Map.groupBy(routes, (route) => route.path.replace(/:(\w+)/g, '{$1}'))].map(([path, own]) => [
      path,
      Object.fromEntries(own.map((route) => [route.method.toLowerCase(), operationOf(route)])),
    ]),
  ),
  components: {
    schemas: { Problem: PROBLEM },
    responses: {
      Problem: {
        description: 'A refusal or a failure.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'madang_session' },
      bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' },
    },
  },
});

const tagOf = (route: Route): string => route.path.split('/')[2] ?? '';

const operationOf = (route: Route): JsonSchema => ({
  operationId: `${route.method.toLowerCase()}${route.path.replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
  summary: route.summary,
  tags: [tagOf(route)],
  security: route.access === 'public' ? [] : [{ session: [] }, { bearer: [] }],
  'x-access': typeof route.access === 'string' ? route.access : route.access.permission,
  parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...headersOf(route)],
  ...(route.body === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: strict(route.body) } } } }),
  responses: { ...responsesOf(route), default: { $ref: '#/components/responses/Problem' } },
});

const parametersOf = (schema: TSchema | undefined, place: 'path' | 'query'): JsonSchema[] => {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const headersOf = (route: Route): JsonSchema[] => {
  const headers: JsonSchema[] = [];
  const isKeyed = route.method === 'POST' && (route.kind === 'write' || route.kind === 'combined');
  if (isKeyed) headers.push(header('Idempotency-Key', false, { type: 'string', pattern: '^[!-~]{1,255}$' }));
  if (route.kind === 'write' && route.version !== undefined) {
    headers.push(header('If-Match', route.method === 'PATCH', { type: 'string' }));
  }
  if (route.kind === 'handle' && route.stream !== undefined) {
    headers.push(header('Last-Event-ID', false, { type: 'string' }));
  }
  return headers;
};

const header = (name: string, required: boolean, schema: JsonSchema): JsonSchema => ({
  name,
  in: 'header',
  required,
  schema,
});

const responsesOf = (route: Route): JsonSchema => {
  if (route.kind === 'handle' && route.stream !== undefined) {
    // OpenAPI 3.1 has no word for a sequence: readers of it take the schema of a text/event-stream for that of each event.
    return { 200: { description: 'A stream of events.', content: { [EVENT_STREAM]: { schema: route.stream } } } };
  }
  if (route.kind === 'csv') {
    return { 200: { description: 'A file.', content: { 'text/csv': { schema: { type: 'string' } } } } };
  }
  return Object.fromEntries(
    Object.entries(answersOf(route)).map(([status, schema]) => [
      status,
      schema === null
        ? { description: 'Done.' }
        : { description: 'The answer.', content: { 'application/json': { schema: schema as JsonSchema } } },
    ]),
  );
};
