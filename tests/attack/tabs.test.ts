import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { assign, makeProviderAdministrator, makeUser, type SignedIn, signIn } from '#modules/accounts/factory.ts';
import type { Answer } from '#platform/testing/house.ts';
import { type AttackWorld, openAttackWorld } from './world.ts';

/** What two tabs of one browser share. */
type Browser = { cookie: string };

describe('two tabs of one browser', () => {
  let world: AttackWorld;
  let browser: Browser;
  let here: string;
  let there: string;

  beforeAll(async () => {
    world = await openAttackWorld(modules);
    here = world.attacker.tenant.code;
    there = world.victim.tenant.code;
  }, 120_000);
  afterAll(() => world?.house.close());

  /** An engineer of the provider who is at work in `here`. */
  const openBrowser = async (): Promise<void> => {
    const { database } = world.house;
    const administrator = await makeProviderAdministrator(database);
    const user = await makeUser(database, 1, { role: 'ENGINEER' });
    for (const { tenant } of [world.attacker, world.victim])
      await assign(database, administrator.principal, user, tenant.id, 'PM');
    const { cookie }: SignedIn = await signIn(database, user);
    browser = { cookie };
    await switchTo(here, '*');
  };

  /** A call of a tab that believes to be in a tenant; cookies are the browser's, whichever tab they came to. */
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, tab: string, body?: object) => {
    const headers = { cookie: browser.cookie, 'madang-tenant': tab };
    const answer = await world.house.call(method, url, { headers, body });
    const { madang_session: fresh } = answer.cookies;
    if (fresh !== undefined && fresh !== '') browser.cookie = `madang_session=${fresh}`;
    return answer;
  };
  const switchTo = async (code: string, tab: string): Promise<Answer> => {
    const answer = await call('PUT', '/api/session/acting-tenant', tab, { code });
    expect(answer.status).toBe(200);
    return answer;
  };
  const titlesLike = (word: string) =>
    world.house.database.asAdmin(
      `select t.code, k.title from madang.ticket k join madang.tenant t on t.id = k.tenant_id where k.title like $1`,
      [`${word}%`],
    );

  it('a stale one reads and writes nothing after the other has switched the tenant', async () => {
    await openBrowser();
    const { tickets } = world.victimThings;
    expect((await call('GET', '/api/tickets', here)).status).toBe(200);
    await switchTo(there, here);
    const stale = [
      await call('GET', '/api/tickets', here),
      await call('GET', `/api/tickets/${tickets}`, here),
      await call('POST', '/api/tickets', here, { kind: 'incident', title: 'stale' }),
      await call('POST', `/api/tickets/${tickets}/comments`, here, { body: 'stale' }),
      await call('PUT', '/api/session/acting-tenant', here, { code: here }),
      await call('GET', `/api/events?tenant=${here}`, there),
    ];
    for (const { status, body } of stale) expect([status, body.code]).toEqual([409, 'access.tenant_changed']);
    expect(JSON.stringify(stale)).not.toContain(world.canaries[0]);
    expect(await titlesLike('stale')).toEqual([]);
    expect((await call('GET', `/api/tickets/${tickets}`, there)).status).toBe(200);
  });

  it('a cookie from before the switch opens nothing any more', async () => {
    await openBrowser();
    const before = browser.cookie;
    await switchTo(there, here);
    for (const tenant of [here, there]) {
      const headers = { cookie: before, 'madang-tenant': tenant };
      expect((await world.house.call('GET', '/api/tickets', { headers })).status).toBe(401);
    }
  });

  it('while one switches to and fro, what the other writes lands where it believes to be', async () => {
    await openBrowser();
    const answers: Promise<Answer>[] = [];
    for (let round = 0; round < 12; round += 1) {
      const [from, to] = round % 2 === 0 ? [here, there] : [there, here];
      for (let count = 0; count < 3; count += 1) {
        answers.push(call('POST', '/api/tickets', here, { kind: 'incident', title: `race ${here}` }));
        answers.push(call('POST', '/api/tickets', there, { kind: 'incident', title: `race ${there}` }));
      }
      await switchTo(to, from);
    }
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => ![201, 401, 409].includes(status))).toEqual([]);
    const written = await titlesLike('race');
    expect(written.length).toBe(statuses.filter((status) => status === 201).length);
    expect(new Set(written.map(({ code }) => code))).toEqual(new Set([here, there]));
    for (const { code, title } of written) expect(title).toBe(`race ${code}`);
  });
});
