import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { disable, makeApiKey, makeUser, type SignedIn, signIn } from '#modules/accounts/factory.ts';
import type { Route } from '#platform/http/route.ts';
import { fingerprint } from '#platform/testing/attack/fingerprint.ts';
import { sampleOf } from '#platform/testing/attack/schema-sample.ts';
import { type AttackWorld, openAttackWorld } from './world.ts';

type Headers = Readonly<Record<string, string>>;

const guarded = modules.flatMap((module) => module.routes ?? []).filter(({ access }) => access !== 'public');

describe('every route', () => {
  let world: AttackWorld;
  let token: string;
  const dead: Record<string, Headers> = {};

  beforeAll(async () => {
    world = await openAttackWorld(modules);
    const { database, kernel } = world.house;
    const { tenant, users } = world.attacker;
    const gone = await makeUser(database, tenant.id, { role: 'ADMIN' });
    const session = await signIn(database, gone);
    dead['the session of a disabled user'] = session.headers;
    dead['the API key of a disabled user'] = (await makeApiKey(database, session, ['ticket.read'])).headers;
    const theirs = await signIn(database, gone, 'token');
    dead['the token of a disabled user'] = bearer(await kernel.tokens.sign(claimsOf(theirs, tenant.code)));
    await disable(database, gone);
    const old = await signIn(database, users.ADMIN);
    await database.asAdmin("update madang.acting set expires_at = now() - interval '1 s' where id = $1", [
      old.principal.actingId,
    ]);
    dead['a session that ran out'] = old.headers;
    const own = await signIn(database, users.ADMIN, 'token');
    token = await kernel.tokens.sign(claimsOf(own, tenant.code));
    const victim = world.victim.tenant;
    dead['a token with another tenant’s code'] = bearer(await kernel.tokens.sign(claimsOf(own, victim.code)));
    dead['a token with another tenant’s id'] = bearer(
      await kernel.tokens.sign({ ...claimsOf(own, victim.code), tenantId: victim.id }),
    );
    dead['an unsigned token'] = bearer(withHeader({ alg: 'none', typ: 'JWT' }).replace(/[^.]*$/, ''));
    dead['a token of a key set of its own'] = bearer(
      withHeader({ alg: 'EdDSA', kid: 'mine', jku: 'https://evil.example/jwks.json' }),
    );
    dead['a token cut short'] = bearer(token.slice(0, -8));
    dead['a session of nobody'] = { cookie: `madang_session=${victim.id}.${'A'.repeat(43)}`, origin: ORIGIN };
    await Promise.all([asleep('session'), asleep('token')]);
  }, 120_000);
  afterAll(() => world?.house.close());

  const withHeader = (header: object): string =>
    token.replace(/^[^.]*/, Buffer.from(JSON.stringify(header)).toString('base64url'));

  /** Somebody was signed in when their tenant was suspended. */
  const asleep = async (kind: 'session' | 'token'): Promise<void> => {
    const { database, kernel } = world.house;
    const status = (value: string) =>
      database.asAdmin('update madang.tenant set status = $2 where id = $1', [world.suspendedId, value]);
    const user = await makeUser(database, world.suspendedId, { role: 'ADMIN' });
    await status('active');
    const way = await signIn(database, user, kind);
    const { principal } = way;
    dead[`the ${kind} of a suspended tenant`] =
      kind === 'session' ? way.headers : bearer(await kernel.tokens.sign(claimsOf(way, principal.tenant.code)));
    await status('suspended');
  };

  const ask = async (route: Route, headers: Headers) => {
    const path = route.path.replaceAll(/:[A-Za-z]+/g, String(world.ownThings.tickets));
    const answer = await world.house.app.inject({
      method: route.method,
      url: path,
      headers: { host: 'localhost:4000', ...headers },
      ...(route.body === undefined ? {} : { payload: sampleOf(route.body, {}) as object }),
    });
    return `${answer.statusCode} ${answer.json<{ code?: string }>().code}`;
  };

  it('works with a token that is right, so that a refusal says something', async () => {
    const routes = guarded.filter(({ path }) => path === '/api/tickets');
    for (const route of routes) expect(await ask(route, bearer(token))).toMatch(/^20/);
  });

  it('is 401 for whoever is no longer, or never was, anybody', async () => {
    expect(Object.keys(dead).length).toBeGreaterThan(10);
    const before = await fingerprint(world.house.database, world.attacker.tenant.id);
    const findings: string[] = [];
    for (const [who, headers] of Object.entries(dead)) {
      for (const route of guarded) {
        const answer = await ask(route, headers);
        if (!answer.startsWith('401 access.')) findings.push(`${route.method} ${route.path} by ${who}: ${answer}`);
      }
    }
    expect(findings).toEqual([]);
    expect(await fingerprint(world.house.database, world.attacker.tenant.id)).toEqual(before);
  });

  it('refuses a change by cookie that comes from elsewhere, and changes nothing', async () => {
    const before = await fingerprint(world.house.database, world.attacker.tenant.id);
    const { cookie } = await signIn(world.house.database, world.attacker.users.ADMIN);
    const elsewhere: readonly Headers[] = [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${ORIGIN}0` },
      { origin: 'http://localhost:4000.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    const findings: string[] = [];
    for (const route of guarded.filter(({ method }) => method !== 'GET')) {
      for (const from of elsewhere) {
        const answer = await ask(route, { cookie, ...from });
        if (answer !== '403 http.foreign_origin')
          findings.push(`${route.method} ${route.path} from ${JSON.stringify(from)}: ${answer}`);
      }
    }
    expect(findings).toEqual([]);
    // The session that was made for this test itself.
    const after = await fingerprint(world.house.database, world.attacker.tenant.id);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(['acting']);
  });
});

const ORIGIN = 'http://localhost:4000';
const bearer = (text: string): Headers => ({ authorization: `Bearer ${text}` });
const claimsOf = ({ principal }: SignedIn, tenantCode: string) => ({
  userId: principal.userId,
  role: principal.role,
  tenantId: principal.tenant.id,
  tenantCode,
  actingId: principal.actingId,
});
