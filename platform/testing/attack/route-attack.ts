import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { isStream, type Route } from '#platform/http/route.ts';
import { type AttackReport, newTally, type Tally } from './report.ts';
import { idProperties, propertiesOf, sampleOf } from './schema-sample.ts';

/** Somebody who tries, or is tried against. */
export type Contender = { readonly name: string; readonly headers: Readonly<Record<string, string>> };
/** Ids of a tenant's things by the first word of their paths: `tickets` -> 12. */
export type Things = Readonly<Record<string, number>>;

export type RouteAttack = {
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  readonly attackers: readonly Contender[];
  readonly victim: Contender & { readonly code: string; readonly things: Things };
  /** The attackers' own things, for paths whose body is attacked. */
  readonly own: Things;
  /** Which of the things a property of a body names: `assigneeId` -> users. A property that is not here is a finding. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Texts planted in the victim's tenant; none may ever come back. */
  readonly canaries: readonly string[];
};

const UNKNOWN_ID = 8_999_999_999_999;
const HOST = { host: 'localhost:4000' };

/**
 * Tries every route with another tenant's ids in path, body, filters and cursors, with another tenant's name, and without a
 * session. The other tenant's rows must be as they were afterwards. A route whose path names a kind of thing that the victim lacks is
 * a finding: the kit must know everything that there is.
 */
export const attackRoutes = async (attack: RouteAttack): Promise<AttackReport> => {
  const tally = newTally();
  for (const route of attack.routes) {
    if (route.access === 'public' || isUnending(route)) continue;
    tally.routes += 1;
    await withoutSession(attack, route, tally);
    for (const attacker of attack.attackers) {
      await inAnothersName(attack, route, attacker, tally);
      await byPath(attack, route, attacker, tally);
      await byBody(attack, route, attacker, tally);
      await byFilter(attack, route, attacker, tally);
      await byCursor(attack, route, attacker, tally);
    }
  }
  return tally;
};

/**
 * The same for people of the victim's own tenant who may not see the victim's things: paths, filters and cursors.
 */
export const attackNeighbours = async (attack: RouteAttack): Promise<AttackReport> => {
  const tally = newTally();
  for (const route of attack.routes) {
    if (route.access === 'public' || isUnending(route)) continue;
    tally.routes += 1;
    for (const attacker of attack.attackers) {
      await byPath(attack, route, attacker, tally);
      await byFilter(attack, route, attacker, tally);
      await byCursor(attack, route, attacker, tally);
    }
  }
  return tally;
};

/** Sends every POST under a key that the victim has used before; this one writes in the victim's tenant itself. */
export const attackReplays = async (attack: RouteAttack): Promise<AttackReport> => {
  const tally = newTally();
  for (const route of attack.routes) {
    if (route.access === 'public' || route.method !== 'POST' || route.kind === 'handle' || route.path.includes(':'))
      continue;
    tally.routes += 1;
    for (const attacker of attack.attackers) await byIdempotencyKey(attack, route, attacker, tally);
  }
  return tally;
};

/** A live stream never ends, and has a kit of its own. A file does, and is attacked like a list. */
const isUnending = (route: Route): boolean => isStream(route) && route.kind !== 'csv';

const withoutSession = async (attack: RouteAttack, route: Route, tally: Tally): Promise<void> => {
  const url = fill(route, attack.victim.things, tally);
  if (url === null) return;
  const answer = await send(attack, route, url, { name: 'nobody', headers: {} }, tally, sampleOf(route.body, {}));
  if (answer.statusCode !== 401 && answer.statusCode !== 403)
    found(tally, route, 'nobody', `without session: ${answer.statusCode}`);
};

const inAnothersName = async (attack: RouteAttack, route: Route, attacker: Contender, tally: Tally): Promise<void> => {
  const url = fill(route, attack.victim.things, tally);
  if (url === null) return;
  const named = { ...attacker, headers: { ...attacker.headers, 'madang-tenant': attack.victim.code } };
  const answer = await send(attack, route, url, named, tally, sampleOf(route.body, {}));
  if (answer.statusCode !== 409) found(tally, route, attacker.name, `Madang-Tenant of another: ${answer.statusCode}`);
};

/** The answer for a foreign id must be a refusal, and the same as for an id that nobody has. */
const byPath = async (attack: RouteAttack, route: Route, attacker: Contender, tally: Tally): Promise<void> => {
  if (!route.path.includes(':')) return;
  const url = fill(route, attack.victim.things, tally);
  if (url === null) return;
  const nowhere = fill(route, new Proxy({}, { get: () => UNKNOWN_ID }) as Things, tally) ?? '';
  const body = sampleOf(route.body, {}, propertiesOf(route.body).slice(0, 1));
  const foreign = await send(attack, route, url, attacker, tally, body);
  const unknown = await send(attack, route, nowhere, attacker, tally, body);
  if (![403, 404, 429].includes(foreign.statusCode))
    found(tally, route, attacker.name, `foreign id: ${foreign.statusCode} ${foreign.body}`);
  if (foreign.statusCode !== 429 && unknown.statusCode !== 429 && said(foreign) !== said(unknown))
    found(tally, route, attacker.name, `foreign ${said(foreign)}, unknown ${said(unknown)}`);
};

const byBody = async (attack: RouteAttack, route: Route, attacker: Contender, tally: Tally): Promise<void> => {
  const url = fill(route, attack.own, tally);
  if (url === null) return;
  for (const property of idProperties(route.body)) {
    const id = attack.victim.things[attack.kinds[property] ?? ''];
    if (id === undefined) {
      found(tally, route, 'the kit', `does not know what ${property} names`);
      continue;
    }
    const body = sampleOf(route.body, { [property]: id }, [property]);
    const answer = await send(attack, route, url, attacker, tally, body);
    if (answer.statusCode < 400) found(tally, route, attacker.name, `took ${property} ${id}: ${answer.body}`);
  }
};

/** A filter by somebody else's id is no error and finds nothing. */
const byFilter = async (attack: RouteAttack, route: Route, attacker: Contender, tally: Tally): Promise<void> => {
  if (route.method !== 'GET') return;
  const url = fill(route, attack.own, tally);
  if (url === null) return;
  for (const property of propertiesOf(route.query).filter((name) => !['limit', 'cursor', 'sort'].includes(name))) {
    for (const value of [...new Set(Object.values(attack.victim.things)).values(), ...attack.canaries]) {
      const wanted = encodeURIComponent(asAsked(route, String(value)));
      const answer = await send(attack, route, `${url}?${property}=${wanted}`, attacker, tally);
      const isTheirs = attack.canaries.includes(String(value)) && countOf(answer) > 0;
      if (isTheirs) found(tally, route, attacker.name, `found ${countOf(answer)} by ${property} ${value}`);
    }
  }
};

/**
 * What a file was asked for is on record, and whoever asked reads it again: in capitals it finds as much, and is no word
 * of the other tenant's.
 */
const asAsked = (route: Route, value: string): string => (route.kind === 'csv' ? value.toUpperCase() : value);

/** How many things a list or a file answers. Telling that there is one is as bad as showing it. */
const countOf = (answer: LightMyRequestResponse): number => {
  if (answer.statusCode !== 200) return 0;
  if (String(answer.headers['content-type']).startsWith('text/csv')) return answer.body.trim().split('\r\n').length - 1;
  return answer.json<{ items?: unknown[] }>().items?.length ?? 0;
};

const byCursor = async (attack: RouteAttack, route: Route, attacker: Contender, tally: Tally): Promise<void> => {
  if (route.method !== 'GET' || !propertiesOf(route.query).includes('cursor')) return;
  const theirs = fill(route, attack.victim.things, tally);
  const ours = fill(route, attack.own, tally);
  if (theirs === null || ours === null) return;
  const page = await attack.app.inject({ url: `${theirs}?limit=1`, headers: { ...HOST, ...attack.victim.headers } });
  const cursor = page.statusCode === 200 ? (page.json<{ nextCursor: string | null }>().nextCursor ?? null) : null;
  if (cursor === null) return;
  const answer = await send(attack, route, `${ours}?limit=1&cursor=${encodeURIComponent(cursor)}`, attacker, tally);
  if (answer.statusCode < 400) found(tally, route, attacker.name, `took another's cursor: ${answer.statusCode}`);
};

/** A key that the victim used answers the victim alone. */
const byIdempotencyKey = async (
  attack: RouteAttack,
  route: Route,
  attacker: Contender,
  tally: Tally,
): Promise<void> => {
  const body = sampleOf(route.body, {});
  const key = { 'idempotency-key': `attack-${route.path}` };
  const { victim } = attack;
  const first = await attack.app.inject(
    requestOf(route, route.path, { ...victim, headers: { ...victim.headers, ...key } }, body),
  );
  const answer = await send(
    attack,
    route,
    route.path,
    { ...attacker, headers: { ...attacker.headers, ...key } },
    tally,
    body,
  );
  if (first.statusCode < 400 && answer.body === first.body)
    found(tally, route, attacker.name, 'replayed the answer to another');
};

const send = async (
  { app, canaries, victim }: RouteAttack,
  route: Route,
  url: string,
  who: Contender,
  tally: Tally,
  body?: unknown,
): Promise<LightMyRequestResponse> => {
  const answer = await app.inject(requestOf(route, url, who, body));
  tally.cases += 1;
  if (answer.statusCode >= 400) tally.refusals += 1;
  if (answer.statusCode >= 500) found(tally, route, who.name, `${answer.statusCode} ${answer.body}`);
  const text = `${answer.body} ${JSON.stringify(answer.headers)}`;
  for (const canary of canaries) {
    if (text.includes(canary) && !url.includes(encodeURIComponent(canary)))
      found(tally, route, who.name, `showed ${canary} of ${victim.code}`);
  }
  return answer;
};

const requestOf = (route: Route, url: string, { headers }: Contender, body: unknown) => ({
  method: route.method,
  url,
  headers: { ...HOST, ...(route.method === 'PATCH' && { 'if-match': '"1"' }), ...headers },
  ...(route.method === 'GET' || route.body === undefined ? {} : { payload: body as object }),
});

/** The path with ids put in; null, and a finding, when there is no thing of that kind. */
const fill = (route: Route, things: Things, tally: Tally): string | null => {
  const word = /^\/api\/([a-z-]+)\/:/.exec(route.path)?.[1];
  if (word === undefined) return route.path;
  const id = things[word];
  if (id === undefined) {
    found(tally, route, 'the kit', `has no ${word} to try with`);
    return null;
  }
  return route.path.replaceAll(/:[A-Za-z]+/g, String(id));
};

/** What an answer says, without what is different each time. */
const said = (answer: LightMyRequestResponse): string =>
  `${answer.statusCode} ${answer.body.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(/\d{3,}/g, 'N')}`;

const found = (tally: Tally, route: Route, who: string, what: string): void => {
  tally.findings.push(`${route.method} ${route.path} by ${who}: ${what}`);
};
