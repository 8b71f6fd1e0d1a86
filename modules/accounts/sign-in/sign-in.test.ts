import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTenant } from '#modules/tenants/factory.ts';
import { tenants } from '#modules/tenants/module.ts';
import type { TenantRef } from '#platform/access/principal.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { disable, type MadeUser, makeProviderAdministrator, makeUser, type SignedIn } from '../factory.ts';
import { accounts } from '../module.ts';

const PASSWORD = 'quiet-lantern-47-otter';
let house: TestHouse;
let administrator: SignedIn;
let tenant: TenantRef;
let kim: MadeUser;
let nextAddress = 1;
/** Each test comes from a network of its own, so that failures of one do not hold up another. */
const freshAddress = (): string => `10.0.${Math.floor(nextAddress / 250)}.${(nextAddress++ % 250) + 1}`;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  tenant = await makeTenant(house.database, administrator.principal);
  kim = await makeUser(house.database, tenant.id, { role: 'CUSTOMER', login: 'kim@example.demo', password: PASSWORD });
});
afterAll(() => house.close());

const signIn = (body: object, options: { from?: string; cookie?: string } = {}) =>
  house.call('POST', '/api/session', {
    body,
    from: options.from ?? freshAddress(),
    ...(options.cookie === undefined ? {} : { headers: { cookie: options.cookie } }),
  });

describe('POST /api/session', () => {
  it('signs in with login and password, in whatever case the login is typed', async () => {
    const answer = await signIn({ login: 'Kim@Example.demo', password: PASSWORD });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      user: { id: kim.id, login: 'kim@example.demo', locale: 'ko' },
      tenant: { id: tenant.id, code: tenant.code },
      actingTenant: { code: tenant.code, timeZone: 'Asia/Seoul' },
      role: 'CUSTOMER',
    });
    expect(answer.body.abilities).toContain('account.manage');
    expect(answer.headers['madang-tenant']).toBe(tenant.code);
    const [cookie] = [answer.headers['set-cookie']].flat();
    expect(cookie).toMatch(
      new RegExp(`^madang_session=${tenant.id}\\.[\\w-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax$`),
    );
    const me = await house.call('GET', '/api/session', {
      headers: { cookie: `madang_session=${answer.cookies.madang_session}` },
    });
    expect([me.status, me.body]).toEqual([200, answer.body]);
  });

  it('keeps only a hash of the session’s secret', async () => {
    const { cookies } = await signIn({ login: kim.login, password: PASSWORD });
    const [, secret] = (cookies.madang_session ?? '').split('.');
    const rows = await house.database.asAdmin("select encode(secret_hash, 'escape') as hash from madang.acting");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ hash }) => String(hash).includes(secret ?? 'nothing'))).toBe(false);
  });

  it('says the same for a wrong password, an unknown login and a disabled account', async () => {
    const gone = await makeUser(house.database, tenant.id, { password: PASSWORD });
    await disable(house.database, gone);
    const answers = await Promise.all([
      signIn({ login: kim.login, password: 'wrong' }),
      signIn({ login: 'nobody@example.demo', password: PASSWORD }),
      signIn({ login: gone.login, password: PASSWORD }),
      signIn({ login: kim.login, password: PASSWORD, tenant: 'NOWHERE' }),
    ]);
    for (const { status, body } of answers) {
      expect([status, body.code, body.detail]).toEqual([401, 'accounts.sign_in_failed', answers[0]?.body.detail]);
    }
  });

  it('writes a failure down in the tenant of the account, and one for nobody with the provider', async () => {
    await signIn({ login: kim.login, password: 'wrong' });
    await signIn({ login: 'never-heard-of@example.demo', password: 'wrong' });
    const own = (await house.audit(tenant.id, 'session.create')).filter(({ outcome }) => outcome === 'refused');
    expect(own.at(-1)).toMatchObject({ actor_login: kim.login, gate: 'principal', reason: 'sign_in_failed' });
    const nowhere = (await house.audit(1, 'session.create')).filter(({ outcome }) => outcome === 'refused');
    expect(nowhere.at(-1)).toMatchObject({ actor_login: null, subject_id: null });
  });

  it('takes as long for an unknown login as for a known one', { retry: 2 }, async () => {
    const median = async (login: string): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 15; i++) {
        const begun = performance.now();
        await signIn({ login, password: 'wrong' });
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b)[7] ?? 0;
    };
    await median(kim.login);
    const [known, unknown] = [await median(kim.login), await median('nobody-at-all@example.demo')];
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.25);
  });

  it('asks for the tenant when login and password fit in several, and names only those that fit', async () => {
    const [other, third] = await Promise.all([
      makeTenant(house.database, administrator.principal),
      makeTenant(house.database, administrator.principal),
    ]);
    const login = 'twice@example.demo';
    await makeUser(house.database, tenant.id, { login, password: PASSWORD });
    await makeUser(house.database, other.id, { login, password: PASSWORD });
    await makeUser(house.database, third.id, { login, password: 'another-password-91' });
    const asked = await signIn({ login, password: PASSWORD });
    expect([asked.status, asked.body.code]).toEqual([409, 'accounts.tenant_needed']);
    expect(asked.body.codes.sort()).toEqual([tenant.code, other.code].sort());
    const wrong = await signIn({ login, password: 'wrong' });
    expect([wrong.status, wrong.body.codes]).toEqual([401, undefined]);
    const chosen = await signIn({ login, password: PASSWORD, tenant: other.code });
    expect([chosen.status, chosen.body.tenant.code]).toEqual([201, other.code]);
    const single = await signIn({ login, password: 'another-password-91' });
    expect(single.body.tenant.code).toBe(third.code);
  });

  it('asks for the tenant of a login that has very many only after a right password', async () => {
    const login = 'everywhere@example.demo';
    const many = await Promise.all(
      Array.from({ length: 11 }, () => makeTenant(house.database, administrator.principal)),
    );
    for (const { id } of many) await makeUser(house.database, id, { login, password: PASSWORD });
    const wrong = await signIn({ login, password: 'wrong' });
    expect([wrong.status, wrong.body.codes]).toEqual([401, undefined]);
    const asked = await signIn({ login, password: PASSWORD });
    expect([asked.status, asked.body.code]).toEqual([409, 'accounts.tenant_needed']);
    expect((await signIn({ login, password: PASSWORD, tenant: many[10]?.code })).status).toBe(201);
  });

  it('names wrong and unknown fields in a 400', async () => {
    const missing = await signIn({ login: 'kim' });
    expect([missing.status, missing.body.errors[0].path]).toEqual([400, '/password']);
    const unknown = await signIn({ login: 'kim', password: 'x', admin: true });
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([400, '/admin']);
    const type = await signIn({ login: 7, password: 'x' });
    expect([type.status, type.body.errors[0].path]).toEqual([400, '/login']);
  });

  it('refuses a one-time code where none was set up, and only after a right password', async () => {
    const right = await signIn({ login: kim.login, password: PASSWORD, totp: '123456' });
    expect([right.status, right.body.code]).toEqual([422, 'accounts.totp_not_set_up']);
    const wrong = await signIn({ login: kim.login, password: 'wrong', totp: '123456' });
    expect(wrong.status).toBe(401);
  });

  it('is refused to a page of another house', async () => {
    const answer = await house.call('POST', '/api/session', {
      body: { login: kim.login, password: PASSWORD },
      headers: { origin: 'https://evil.example' },
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'http.foreign_origin']);
  });

  it('ends the session that the browser came with', async () => {
    const first = await signIn({ login: kim.login, password: PASSWORD });
    const cookie = `madang_session=${first.cookies.madang_session}`;
    const second = await signIn({ login: kim.login, password: PASSWORD }, { cookie });
    expect(second.status).toBe(201);
    expect((await house.call('GET', '/api/session', { headers: { cookie } })).status).toBe(401);
  });
});

describe('failures', () => {
  it('make the next try from there wait, right password or not, and nobody elsewhere', async () => {
    const from = freshAddress();
    const lee = await makeUser(house.database, tenant.id, { password: PASSWORD });
    for (let i = 0; i < 11; i++)
      expect((await signIn({ login: lee.login, password: 'wrong' }, { from })).status).toBe(401);
    const limited = await signIn({ login: lee.login, password: PASSWORD }, { from });
    expect([limited.status, limited.body.code]).toEqual([429, 'accounts.too_many_failures']);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn({ login: lee.login, password: PASSWORD })).status).toBe(201);
    expect((await signIn({ login: kim.login, password: PASSWORD }, { from })).status).toBe(201);
  });

  it('are counted for logins that are nowhere, too', async () => {
    const from = freshAddress();
    for (let i = 0; i < 11; i++) await signIn({ login: 'ghost@example.demo', password: 'wrong' }, { from });
    expect((await signIn({ login: 'ghost@example.demo', password: 'wrong' }, { from })).status).toBe(429);
  });

  it('of strangers do not keep out a browser that the person has used before', async () => {
    const from = freshAddress();
    const park = await makeUser(house.database, tenant.id, { password: PASSWORD });
    const before = await signIn({ login: park.login, password: PASSWORD }, { from });
    const cookie = `madang_device=${before.cookies.madang_device}`;
    for (let i = 0; i < 12; i++) await signIn({ login: park.login, password: 'wrong' }, { from });
    expect((await signIn({ login: park.login, password: PASSWORD }, { from })).status).toBe(429);
    expect((await signIn({ login: park.login, password: PASSWORD }, { from, cookie })).status).toBe(201);
  });

  it('with the cookie of a known browser are counted for that browser', async () => {
    const from = freshAddress();
    const choi = await makeUser(house.database, tenant.id, { password: PASSWORD });
    const before = await signIn({ login: choi.login, password: PASSWORD }, { from });
    const cookie = `madang_device=${before.cookies.madang_device}`;
    for (let i = 0; i < 11; i++) await signIn({ login: choi.login, password: 'wrong' }, { from, cookie });
    expect((await signIn({ login: choi.login, password: PASSWORD }, { from, cookie })).status).toBe(429);
  });

  it('are not forgiven by an account of the same login in another tenant, nor is its password a free guess', async () => {
    const other = await makeTenant(house.database, administrator.principal);
    const attempt = async (login: string, wrong: object, right: object): Promise<number[]> => {
      const from = freshAddress();
      await makeUser(house.database, tenant.id, { login, password: PASSWORD });
      await makeUser(house.database, other.id, { login, password: 'the-twin-has-this-63' });
      const statuses: number[] = [];
      for (let round = 0; round < 4; round++) {
        for (let i = 0; i < 4; i++) statuses.push((await signIn({ login, ...wrong }, { from })).status);
        statuses.push((await signIn({ login, ...right }, { from })).status);
      }
      return statuses;
    };
    const wrong = { password: 'wrong', tenant: tenant.code };
    const right = { password: 'the-twin-has-this-63', tenant: other.code };
    expect(await attempt('twin-a@example.demo', wrong, right)).toContain(429);
    const guess = { password: 'the-twin-has-this-63' };
    expect(await attempt('twin-b@example.demo', guess, guess)).toContain(429);
  });

  it('at a twin are counted like a stranger’s, whatever browser the other account knows', async () => {
    const other = await makeTenant(house.database, administrator.principal);
    const login = 'twin-c@example.demo';
    await makeUser(house.database, tenant.id, { login, password: PASSWORD });
    await makeUser(house.database, other.id, { login, password: 'the-twin-has-this-63' });
    const from = freshAddress();
    const before = await signIn({ login, password: 'the-twin-has-this-63', tenant: other.code }, { from });
    const cookie = `madang_device=${before.cookies.madang_device}`;
    for (let i = 0; i < 12; i++) await signIn({ login, password: 'wrong' }, { from, cookie });
    expect((await signIn({ login, password: PASSWORD, tenant: tenant.code }, { from })).status).toBe(429);
  });

  it('are forgiven by a success', async () => {
    const from = freshAddress();
    const jung = await makeUser(house.database, tenant.id, { password: PASSWORD });
    for (let i = 0; i < 9; i++) await signIn({ login: jung.login, password: 'wrong' }, { from });
    expect((await signIn({ login: jung.login, password: PASSWORD }, { from })).status).toBe(201);
    for (let i = 0; i < 9; i++) await signIn({ login: jung.login, password: 'wrong' }, { from });
    expect((await signIn({ login: jung.login, password: PASSWORD }, { from })).status).toBe(201);
  });
});

describe('a suspended tenant', () => {
  it('lets nobody in, and says so only after a right password', async () => {
    const closed = await makeTenant(house.database, administrator.principal);
    const user = await makeUser(house.database, closed.id, { password: PASSWORD });
    const { headers } = await house.call('GET', `/api/tenants/${closed.id}`, { as: administrator });
    const suspended = await house.call('PATCH', `/api/tenants/${closed.id}`, {
      as: administrator,
      headers: { 'if-match': String(headers.etag) },
      body: { status: 'suspended' },
    });
    expect(suspended.status).toBe(200);
    const right = await signIn({ login: user.login, password: PASSWORD });
    expect([right.status, right.body.code]).toEqual([401, 'accounts.tenant_suspended']);
    const wrong = await signIn({ login: user.login, password: 'wrong' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'accounts.sign_in_failed']);
  });
});
