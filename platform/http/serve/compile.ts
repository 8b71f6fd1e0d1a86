import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Matrix } from '#platform/access/matrix.ts';
import { type Coerce, compileCoerce } from '#platform/http/input/coerce.ts';
import { type JsonSchema, plain, strict } from '#platform/http/input/schema.ts';
import { type Check, compileCheck, unknownField } from '#platform/http/input/validate.ts';
import { invalidFields } from '#platform/http/problem.ts';
import type { Answers, HandleRoute, ListRoute, Route, WriteRoute } from '#platform/http/route.ts';

export type Input = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

/** A route made ready at start: checked, its schemas compiled, its names worked out. */
export type Compiled<R extends Route = Route> = {
  readonly route: R;
  /** `GET /api/tickets/:id` */
  readonly id: string;
  /** The function of the matrix that gate 3 asks for; null where being signed in is enough, and on public routes. */
  readonly permission: string | null;
  /** What refusals of this route are about. */
  readonly subjectOf: (params: unknown) => { readonly type: string; readonly id: string };
  /** Validated parameters, query and body; throws the 400 that names the fields. */
  readonly input: (request: FastifyRequest) => Input;
  /** The usual status. */
  readonly status: number;
  readonly answers: Readonly<Record<string, JsonSchema>>;
};

/** Checks what a route declares and compiles it. Throws at start: a route that says too little is never served. */
export const compileRoute = <R extends Route>(route: R, matrix: Matrix): Compiled<R> => {
  const id = `${route.method} ${route.path}`;
  try {
    checkDeclaration(route, matrix);
    const answers = answersOf(route);
    return {
      route,
      id,
      permission: typeof route.access === 'object' ? route.access.permission : null,
      subjectOf: compileSubject(route),
      input: compileInput(route),
      status: Number(Object.keys(answers)[0]),
      answers: Object.fromEntries(
        Object.entries(answers).flatMap(([status, schema]) => (schema === null ? [] : [[status, plain(schema)]])),
      ),
    };
  } catch (error) {
    throw new Error(`Route ${id}: ${error instanceof Error ? error.message : error}`);
  }
};

const checkDeclaration = (route: Route, matrix: Matrix): void => {
  checkAccess(route.access, matrix);
  if (!/^\/(api|\.well-known)\/[\w/:.-]+$/.test(route.path)) throw new Error('its path is not below /api/.');
  const hasParameter = route.path.includes('/:');
  if (hasParameter && route.params === undefined) throw new Error('its parameters have no schema.');
  if (route.kind === 'list') checkList(route);
  if (route.kind === 'write') checkWrite(route, hasParameter);
  if (route.kind === 'handle') checkHandle(route);
};

const checkList = ({ query }: ListRoute): void => {
  const { properties = {} } = (query ?? {}) as { properties?: object };
  if (!('limit' in properties && 'cursor' in properties)) throw new Error('its query has no limit and cursor.');
};

const checkWrite = (route: WriteRoute, hasParameter: boolean): void => {
  if (hasParameter && route.method !== 'PUT' && route.gate === undefined) throw new Error('it has no gate.');
  if (route.method === 'PATCH' && route.version === undefined) throw new Error('PATCH needs a version.');
};

const checkHandle = (route: HandleRoute): void => {
  const mayRepeat = route.method !== 'POST' || route.access === 'public' || route.repeats !== undefined;
  if (!mayRepeat) throw new Error('it does not say why a repeat does no harm.');
};

const checkAccess = (access: unknown, matrix: Matrix): void => {
  if (access === 'public' || access === 'signed_in') return;
  const permission = (access as { permission?: unknown } | undefined | null)?.permission;
  if (typeof permission !== 'string') throw new Error('it does not declare its access.');
  if (!matrix.has(permission)) throw new Error(`no module declares the function ${permission}.`);
};

/** The schemas of its answers by status. */
export const answersOf = (route: Route): Answers => {
  if (route.kind === 'csv') return { 200: null };
  return route.kind === 'read' || route.kind === 'list' ? { 200: route.answer as TSchema } : (route.answer as Answers);
};

const compileSubject = (route: Route): Compiled['subjectOf'] => {
  const first = /:(\w+)/.exec(route.path)?.[1];
  const type =
    route.about ??
    (typeof route.access === 'object' ? route.access.permission.split('.')[0] : route.path.split('/')[2]) ??
    'page';
  return (params) => {
    const value = first === undefined ? undefined : (params as Record<string, unknown>)[first];
    return { type, id: value === undefined ? '' : String(value) };
  };
};

const compileInput = (route: Route): Compiled['input'] => {
  const params = compileTexts(route.params);
  const query = compileTexts(route.query);
  const body = compileBody(route);
  return (request) => ({
    params: params(request.params as Record<string, string>),
    query: query(request.query as Record<string, string>),
    body: body(request.body),
  });
};

const compileTexts = (schema: TSchema | undefined): ((texts: Parameters<Coerce>[0]) => unknown) => {
  const json = schema === undefined ? {} : plain(strict(schema));
  const coerce = compileCoerce(json);
  if (schema === undefined) return coerce;
  const check = compileCheck(json);
  return (texts) => {
    const values = coerce(texts);
    check(values);
    return values;
  };
};

const compileBody = (route: Route): ((body: unknown) => unknown) => {
  if (route.method === 'GET') return () => undefined;
  if (route.body === undefined) return withoutBody;
  const check: Check = compileCheck(plain(strict(route.body)));
  return (body) => {
    if (body === undefined) throw invalidFields([{ path: '', code: 'required', message: 'A body is required.' }]);
    check(body);
    return body;
  };
};

const withoutBody = (body: unknown): undefined => {
  if (body === undefined || body === null) return undefined;
  const name = typeof body === 'object' ? Object.keys(body)[0] : '';
  if (name !== undefined) throw invalidFields([unknownField('', name)]);
  return undefined;
};
