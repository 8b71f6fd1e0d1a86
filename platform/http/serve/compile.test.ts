import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { buildMatrix } from '#platform/access/matrix.ts';
import { known } from '#platform/db/query.ts';
import { handle, type Route, read, write } from '#platform/http/route.ts';
import { compileRoute } from './compile.ts';

const all = { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'yes' } as const;
const matrix = buildMatrix([{ name: 'things', functions: { 'thing.read': all } }]);
const compile = (route: Route) => () => compileRoute(route, matrix);
const answer = Type.Object({ n: Type.Integer() });
const params = Type.Object({ id: Type.Integer() });
const fine = { path: '/api/things', access: 'signed_in', summary: 'x', answer, load: () => known({ n: 1 }) } as const;

test('a route that does not declare its access stops the start', () => {
  expect(compile(read(fine))).not.toThrow();
  expect(compile({ ...read(fine), access: undefined as never })).toThrow('does not declare its access');
  expect(compile({ ...read(fine), access: {} as never })).toThrow('does not declare its access');
  expect(compile(read({ ...fine, access: { permission: 'thing.raed' } }))).toThrow('no module declares the function');
});

test('a route with parameters declares their schema, and a change of one thing its gate', () => {
  expect(compile(read({ ...fine, path: '/api/things/:id' }))).toThrow('parameters have no schema');
  const change = { path: '/api/things/:id', access: 'signed_in', summary: 'x', params, answer: { 204: null } } as const;
  expect(compile(write({ ...change, method: 'DELETE', run: async () => ({}) }))).toThrow('has no gate');
  expect(compile(write({ ...change, method: 'PATCH', gate: async () => 1, run: async () => ({}) }))).toThrow(
    'needs a version',
  );
});

test('a signed-in POST that cannot keep its answer says why a repeat does no harm', () => {
  const post = {
    method: 'POST',
    path: '/api/x',
    access: 'signed_in',
    summary: 'x',
    answer: { 204: null },
    run: async () => ({}),
  } as const;
  expect(compile(handle(post))).toThrow('why a repeat');
  expect(compile(handle({ ...post, repeats: 'It only reads.' }))).not.toThrow();
});

test('a path outside of the API, an intersection as body and an unknown format stop the start', () => {
  expect(compile(read({ ...fine, path: '/things' }))).toThrow('not below /api/');
  const post = {
    method: 'POST',
    path: '/api/x',
    access: 'signed_in',
    summary: 'x',
    answer: { 204: null },
    run: async () => ({}),
  } as const;
  expect(compile(write({ ...post, body: Type.Intersect([answer, params]) }))).toThrow('allOf');
  expect(compile(write({ ...post, body: Type.Object({ a: Type.String({ format: 'nonsense' }) }) }))).toThrow(
    'nonsense',
  );
});
