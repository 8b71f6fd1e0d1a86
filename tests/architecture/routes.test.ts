import { expect, test } from 'vitest';
import { modules } from '#app/modules.ts';
import { buildMatrix } from '#platform/access/matrix.ts';
import type { Route } from '#platform/http/route.ts';
import { compileRoute } from '#platform/http/serve/compile.ts';
import { readSourceFiles } from '../../setup/checks/source-files.ts';

const matrix = buildMatrix(modules);
const routes = modules.flatMap((module) => module.routes ?? []);
const permissionOf = ({ access }: Route): string[] => (typeof access === 'object' ? [access.permission] : []);

test('every route of the house says who may call it, in words that the matrix knows', () => {
  expect(routes.length).toBeGreaterThan(0);
  for (const route of routes) {
    expect(() => compileRoute(route, matrix), `${route.method} ${route.path}`).not.toThrow();
    for (const permission of permissionOf(route)) {
      expect(matrix.has(permission), `${route.method} ${route.path} needs ${permission}`).toBe(true);
    }
  }
});

test('no two routes answer the same call', () => {
  const calls = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
  expect(calls.filter((call, at) => calls.indexOf(call) !== at)).toEqual([]);
});

/** Lines that are promised to whoever designs roles today; the modules that ask for them come later. */
const announced = [
  'deployment.trigger',
  'deployment.rollback',
  'job.run_now',
  'server_credential.read',
  'agent.manage',
];

test('every line of the matrix guards something', () => {
  const code = readSourceFiles(process.cwd())
    .filter((file) => /^(app|platform|modules)\/.*\.ts$/.test(file.path) && !file.path.endsWith('.test.ts'))
    .map((file) => file.text)
    .join('\n');
  // Once where it is declared, and at least once more where it is asked.
  const idle = [...matrix.keys()].filter((name) => code.split(`'${name}'`).length < 3);
  expect(idle.filter((name) => !announced.includes(name))).toEqual([]);
});

test('every module says in one sentence what it is, under a name of its own', () => {
  expect(new Set(modules.map((module) => module.name)).size).toBe(modules.length);
  for (const module of modules) {
    expect(module.purpose).toMatch(/^[A-Z].*\.$/);
  }
});
