import { Type } from 'typebox';
import { mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';
import type { Call } from '#platform/http/call.ts';
import { problem } from '#platform/http/problem.ts';
import { handle, type Route, read, write } from '#platform/http/route.ts';

/** A route that leaks in one way, and the findings that it must yield. */
export type Plant = {
  readonly leak: string;
  readonly route: Route;
  /** What the kit believes of the route, where that is not what it does. */
  readonly believed?: Partial<Pick<Route, 'access'>>;
  readonly findings: readonly RegExp[];
};

/** Functions of a superuser that look past all policies: what no module could make, and a careless migration might. */
export const PLANTED_FUNCTIONS = `
  create function madang.planted_find(word text) returns table (id bigint, title text)
    language sql security definer set search_path = madang, pg_temp as $$
    select id, title from ticket where id::text = word or requester_id::text = word or title = word order by id $$;
  create function madang.planted_touch(wanted bigint) returns bigint
    language sql security definer set search_path = madang, pg_temp as $$
    update ticket_category set name = name || '!' where id = wanted returning id $$;
  grant execute on function madang.planted_find, madang.planted_touch to public`;

type Title = { readonly id: number; readonly title: string };
const byWord = (word: unknown): Query<Title[]> =>
  sqlQuery<Title>('select id, title from planted_find($1::text)', [String(word)]);

const summary = 'Leaks.';
const access = 'signed_in';
const Id = Type.Integer({ minimum: 1 });
const params = Type.Object({ id: Id });
const Title = Type.Object({ title: Type.String() });
const Items = Type.Object({ items: Type.Array(Type.Object({ id: Id, title: Type.Optional(Type.String()) })) });
const Page = Type.Object({ ...Items.properties, nextCursor: Type.Union([Type.String(), Type.Null()]) });
const Made = { 201: Type.Object({ made: Type.String() }) } as const;
const made = async () => ({ status: 201 as const, body: { made: 'yes' } });
const post = { method: 'POST', access, summary, answer: Made } as const;

const firstOf = (c: Call<{ id: number }, unknown, undefined>) => mapQuery(byWord(c.params.id), ([row]) => row);

const byPath: readonly Plant[] = [
  {
    leak: 'shows a foreign thing by its path',
    route: read({ path: '/api/tickets/:id/planted-title', access, summary, params, answer: Title, load: firstOf }),
    findings: [/by ADMIN: foreign id: 200/, /by an API key: showed canaryzq7-ticket of VICTIM/],
  },
  {
    leak: 'tells a foreign id from an unknown one',
    route: read({
      path: '/api/tickets/:id/planted-refusal',
      access,
      summary,
      params,
      answer: Title,
      load: (c) =>
        mapQuery(firstOf(c), (row) => {
          if (row !== undefined) throw problem(403, 'plants.refused', 'Not yours.');
          return undefined;
        }),
    }),
    findings: [/by CUSTOMER: foreign 403 .*, unknown 404/],
  },
  {
    leak: 'fails over a foreign thing',
    route: read({
      path: '/api/tickets/:id/planted-failure',
      access,
      summary,
      params,
      answer: Title,
      load: () => mapQuery(sqlQuery<{ title: string }>("select 'a' as title, 1 / 0"), ([row]) => row),
    }),
    findings: [/by PM: 500 /],
  },
  {
    leak: 'names a kind of thing that the kit does not have',
    route: read({ path: '/api/planets/:id', access, summary, params, answer: Title, load: firstOf }),
    findings: [/by the kit: has no planets to try with/],
  },
];

const byBody: readonly Plant[] = [
  {
    leak: 'takes a foreign id in its body',
    route: write({ ...post, path: '/api/planted-loans', body: Type.Object({ userId: Id }), run: made }),
    findings: [/by ENGINEER: took userId \d+/],
  },
  {
    leak: 'takes a foreign id in a list within its body',
    route: write({
      ...post,
      path: '/api/planted-orders',
      body: Type.Object({ lines: Type.Optional(Type.Array(Type.Object({ ticketId: Id }))) }),
      run: async (_tx, c) => ({ status: 201 as const, body: { made: `${c.body.lines?.[0]?.ticketId}` } }),
    }),
    findings: [/by the provider in the other tenant: took ticketId (\d+): \{"made":"\1"\}/],
  },
  {
    leak: 'has a body with an id of which the kit does not know what it names',
    route: write({ ...post, path: '/api/planted-orbits', body: Type.Object({ planetId: Id }), run: made }),
    findings: [/by the kit: does not know what planetId names/],
  },
];

const byQuery: readonly Plant[] = [
  {
    leak: 'shows what a filter by a foreign id finds',
    route: read({
      path: '/api/planted-filter',
      access,
      summary,
      query: Type.Object({ ticket: Type.Optional(Type.Integer()) }),
      answer: Items,
      load: (c) => mapQuery(byWord(c.query.ticket ?? 0), (items) => ({ items })),
    }),
    findings: [/by ADMIN: showed canaryzq7-ticket/],
  },
  {
    leak: 'tells how many foreign things have a word',
    route: read({
      path: '/api/planted-search',
      access,
      summary,
      query: Type.Object({ q: Type.Optional(Type.String()) }),
      answer: Items,
      load: (c) => mapQuery(byWord(c.query.q ?? ''), (found) => ({ items: found.map(({ id }) => ({ id })) })),
    }),
    findings: [/by CUSTOMER: found 2 by q canaryzq7-ticket/],
  },
  {
    leak: 'takes the cursor of another',
    route: read({
      path: '/api/planted-pages',
      access,
      summary,
      query: Type.Object({ limit: Type.Optional(Type.Integer()), cursor: Type.Optional(Type.String()) }),
      answer: Page,
      load: () => mapQuery(sqlQuery('select 1 as one'), () => ({ items: [], nextCursor: 'everybodys' })),
    }),
    findings: [/by PM: took another's cursor: 200/],
  },
];

const openHandle = { method: 'GET', access: 'public', summary, answer: { 200: Title } } as const;
const atTheDoor: readonly Plant[] = [
  {
    leak: 'answers without a session',
    route: handle({
      ...openHandle,
      path: '/api/planted-door',
      run: async () => ({ status: 200 as const, body: { title: 'open' } }),
    }),
    believed: { access },
    findings: [/by nobody: without session: 200/],
  },
  {
    leak: 'does not read Madang-Tenant',
    route: handle({
      ...openHandle,
      path: '/api/planted-stale-tab',
      run: async (c) => {
        const { cookie, authorization } = c.request.headers;
        if (cookie === undefined && authorization === undefined) throw problem(401, 'plants.refused', 'Sign in.');
        return { status: 200 as const, body: { title: 'wherever you are' } };
      },
    }),
    believed: { access },
    findings: [/by ADMIN: Madang-Tenant of another: 200/],
  },
];

/** What `attackRoutes` must find. */
export const plants: readonly Plant[] = [...byPath, ...byBody, ...byQuery, ...atTheDoor];

const kept = new Map<unknown, string>();

/** Keeps answers by key alone; what `attackReplays` must find. */
export const replaying: Route = write({
  ...post,
  path: '/api/planted-replays',
  run: async (_tx, c) => {
    const key = c.request.headers['idempotency-key'];
    const answer = kept.get(key) ?? `${c.principal.login}, alone`;
    kept.set(key, answer);
    return { status: 201 as const, body: { made: answer } };
  },
});

/** Refuses, and has changed the other tenant's row by then; what the fingerprint must find. */
export const touching: Route = write({
  ...post,
  path: '/api/ticket-categories/:id/planted-touch',
  params,
  gate: async () => undefined,
  run: async (tx, c) => {
    await tx.run(sqlQuery('select planted_touch($1::bigint) as id', [c.params.id]));
    return { status: 201 as const, body: { made: 'yes' } };
  },
});

/** Asks no gate about the row, so that it shows everybody's tickets to all of a tenant; what `attackNeighbours` must find. */
export const neighbourly: Route = read({
  path: '/api/tickets/:id/planted-neighbour',
  access,
  summary,
  params,
  answer: Title,
  load: (c) =>
    mapQuery(sqlQuery<Title>('select title from ticket where id = $1::bigint', [c.params.id]), ([row]) => row),
});
