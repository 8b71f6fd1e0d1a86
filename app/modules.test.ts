import { expect, test } from 'vitest';
import { buildMatrix } from '#platform/access/matrix.ts';
import { openApiDocument } from '#platform/http/openapi.ts';
import { compileRoute } from '#platform/http/serve/compile.ts';
import { modules } from './modules.ts';

const routes = modules.flatMap((module) => module.routes ?? []);
const idOf = ({ method, path }: { readonly method: string; readonly path: string }): string => `${method} ${path}`;

test('every module has a name of its own and says in a sentence what it is', () => {
  expect(new Set(modules.map(({ name }) => name)).size).toBe(modules.length);
  for (const { purpose } of modules) expect(purpose).toMatch(/^\p{Lu}.*\.$/su);
});

test('every route declares what it must, and no two are the same', () => {
  const matrix = buildMatrix(modules);
  for (const route of routes) expect(() => compileRoute(route, matrix), idOf(route)).not.toThrow();
  expect(new Set(routes.map(idOf)).size).toBe(routes.length);
});

test('every operation of the OpenAPI document has a name of its own', () => {
  const { paths } = openApiDocument(routes, { version: '0', serverUrl: 'http://localhost' });
  const operations = Object.values(paths as Record<string, Record<string, { operationId: string }>>).flatMap((own) =>
    Object.values(own),
  );
  expect(operations.length).toBe(routes.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});
