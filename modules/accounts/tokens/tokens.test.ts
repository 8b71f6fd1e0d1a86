import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  assign,
  disable,
  type House,
  type MadeUser,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
} from '../factory.ts';
import { accounts } from '../module.ts';

const PASSWORD = 'quiet-lantern-47-otter';
let house: TestHouse;
let administrator: SignedIn;
let one: House;
let two: House;
let kim: MadeUser;
let clockOffset = 0;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts], { clock: () => new Date(Date.now() + clockOffset) });
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
  two = await makeHouse(house.database, administrator.principal);
  kim = await makeUser(house.database, one.tenant.id, { role: 'CUSTOMER', password: PASSWORD });
});
afterAll(() => house.close());

const ask = (body: object, from = '10.1.0.1') => house.call('POST', '/api/tokens', { body, from });
const tokensOf = async (user: MadeUser, more: object = {}) =>
  (await ask({ login: user.login, password: PASSWORD, ...more })).body as { accessToken: string; refreshToken: string };
const whoAmI = (token: string) =>
  house.app.inject({ url: '/api/session', headers: { host: 'localhost:4000', authorization: `Bearer ${token}` } });
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('POST /api/tokens', () => {
  it('gives a token of 15 minutes with the promised claims, good without an Origin', async () => {
    const { status, body } = await ask({ login: kim.login, password: PASSWORD });
    expect([status, body.expiresIn, body.tokenType]).toEqual([200, 900, 'Bearer']);
    const claims = decodeJwt(body.accessToken);
    expect(claims).toMatchObject({
      sub: String(kim.id),
      role: 'CUSTOMER',
      tenant_id: one.tenant.code,
      aud: 'madang-api',
    });
    expect(claims.sid).toMatch(new RegExp(`^${one.tenant.id}\\.\\d+$`));
    expect(Number(claims.exp) - Number(claims.iat)).toBe(900);
    const header = decodeProtectedHeader(body.accessToken);
    const { keys } = (await house.call('GET', '/.well-known/jwks.json')).body;
    expect(header.alg).toBe('EdDSA');
    expect(keys.map(({ kid }: { kid: string }) => kid)).toContain(header.kid);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const me = await whoAmI(body.accessToken);
    expect([me.statusCode, me.json().user.login]).toEqual([200, kim.login]);
  });

  it('acts in an assigned tenant when asked to, and in no other', async () => {
    const engineer = await makeUser(house.database, 1, { role: 'ENGINEER', password: PASSWORD });
    await assign(house.database, administrator.principal, engineer, one.tenant.id, 'PM');
    const { accessToken, refreshToken } = await tokensOf(engineer, { actingTenant: one.tenant.code });
    expect(decodeJwt(accessToken)).toMatchObject({ tenant_id: one.tenant.code, role: 'PM' });
    expect(refreshToken.startsWith(`${one.tenant.id}.`)).toBe(true);
    expect((await whoAmI(accessToken)).json().actingTenant.code).toBe(one.tenant.code);
    const refused = await ask({ login: engineer.login, password: PASSWORD, actingTenant: two.tenant.code });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, '/actingTenant']);
    expect((await house.audit(1, 'token.create')).at(-1)).toMatchObject({
      outcome: 'refused',
      subject_id: two.tenant.code,
    });
    // What can be no code is refused alike, and not repeated.
    const odd = await ask({ login: engineer.login, password: PASSWORD, actingTenant: 'A\u202EB' });
    expect([odd.status, odd.body.errors[0]]).toEqual([422, refused.body.errors[0]]);
    expect((await house.audit(1, 'token.create')).at(-1)).toMatchObject({ outcome: 'refused', subject_id: null });
  });

  it('refuses a wrong password, and names what is missing or does not go together', async () => {
    expect((await ask({ login: kim.login, password: 'wrong' })).status).toBe(401);
    for (const [body, path] of [
      [{}, '/login'],
      [{ login: kim.login }, '/password'],
      [{ refreshToken: 'x', login: kim.login }, '/login'],
      [{ login: kim.login, password: PASSWORD, scope: 'all' }, '/scope'],
    ] as const) {
      const answer = await ask(body);
      expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
    }
  });
});

describe('a refresh token', () => {
  it('is good once; coming again it ends the family and its access tokens', async () => {
    const first = await tokensOf(kim);
    const second = (await ask({ refreshToken: first.refreshToken })).body;
    expect((await whoAmI(second.accessToken)).statusCode).toBe(200);
    const again = await ask({ refreshToken: first.refreshToken });
    expect([again.status, again.body.code]).toEqual([401, 'accounts.refresh_invalid']);
    expect((await ask({ refreshToken: second.refreshToken })).status).toBe(401);
    for (const { accessToken } of [first, second]) expect((await whoAmI(accessToken)).statusCode).toBe(401);
    expect((await house.audit(one.tenant.id, 'token.refresh')).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'refresh_token_reused',
    });
  });

  it('is taken from one of many who come with it at once', async () => {
    const { refreshToken } = await tokensOf(kim);
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask({ refreshToken })));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.every(({ status }) => status === 200 || status === 401)).toBe(true);
  });

  it('that is made up, of another tenant, or of a disabled user, gives nothing', async () => {
    const lee = await makeUser(house.database, one.tenant.id, { password: PASSWORD });
    const { accessToken, refreshToken } = await tokensOf(lee);
    const [, family, rotation] = refreshToken.split('.');
    for (const forged of [
      `${two.tenant.id}.${family}.${rotation}`,
      `${one.tenant.id}.${rotation}.${family}`,
      'x',
      '1.2.3',
    ]) {
      expect((await ask({ refreshToken: forged }, '10.1.0.9')).status, forged).toBe(401);
    }
    for (let guess = 0; guess < 30; guess++) await ask({ refreshToken: 'x' }, '10.1.0.9');
    expect((await ask({ refreshToken: 'x' }, '10.1.0.9')).status).toBe(429);
    expect((await ask({ refreshToken }, '10.1.0.9')).status).toBe(200);
    await disable(house.database, lee);
    expect((await ask({ refreshToken })).status).toBe(401);
    expect((await whoAmI(accessToken)).statusCode).toBe(401);
  });
});

describe('a forged or used-up access token', () => {
  const pieces = (token: string) => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token), raw: { header, payload, signature } };
  };

  it('is refused: alg none, another key, a key of its own, a MAC with the public key, changed claims', async () => {
    const { accessToken } = await tokensOf(kim);
    const { header, claims, raw } = pieces(accessToken);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    const signed = (head: object, body: object = claims) => {
      const text = `${part(head)}.${part(body)}`;
      return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
    };
    const { keys } = (await house.call('GET', '/.well-known/jwks.json')).body;
    const mac = `${part({ ...header, alg: 'HS256' })}.${raw.payload}`;
    const forged = {
      none: `${part({ ...header, alg: 'none' })}.${raw.payload}.`,
      noneSigned: `${part({ ...header, alg: 'none' })}.${raw.payload}.${raw.signature}`,
      otherKey: signed(header),
      ownKid: signed({ ...header, kid: 'mine' }),
      embedded: signed({ alg: 'EdDSA', typ: 'JWT', jwk }),
      jku: signed({ ...header, kid: 'mine', jku: 'https://evil.example/jwks.json' }),
      hmac: `${mac}.${createHmac('sha256', keys[0].x).update(mac).digest('base64url')}`,
      role: `${raw.header}.${part({ ...claims, role: 'ADMIN' })}.${raw.signature}`,
      code: `${raw.header}.${part({ ...claims, tenant_id: two.tenant.code })}.${raw.signature}`,
      cut: accessToken.slice(0, -4),
    };
    for (const [name, token] of Object.entries(forged)) expect((await whoAmI(token)).statusCode, name).toBe(401);
    expect((await whoAmI(accessToken)).statusCode).toBe(200);
  });

  it('is refused even when our own key signed it, where the claims do not fit the row', async () => {
    const { accessToken } = await tokensOf(kim);
    const [tenantId, actingId] = String(pieces(accessToken).claims.sid).split('.').map(Number);
    const right = {
      userId: kim.id,
      role: 'CUSTOMER',
      tenantId: Number(tenantId),
      tenantCode: one.tenant.code,
      actingId: Number(actingId),
    } as const;
    const session = one.users.ADMIN.principal;
    const wrong = {
      code: { ...right, tenantCode: two.tenant.code },
      tenant: { ...right, tenantId: two.tenant.id, tenantCode: two.tenant.code },
      user: { ...right, userId: one.users.ADMIN.id },
      session: { ...right, actingId: session.actingId, userId: session.userId },
    };
    expect((await whoAmI(await house.kernel.tokens.sign(right))).statusCode).toBe(200);
    for (const [name, claims] of Object.entries(wrong)) {
      expect((await whoAmI(await house.kernel.tokens.sign(claims))).statusCode, name).toBe(401);
    }
  });

  it('is refused when it has run out, remembered or not', async () => {
    const { accessToken } = await tokensOf(kim);
    expect((await whoAmI(accessToken)).statusCode).toBe(200);
    clockOffset = 16 * 60_000;
    expect((await whoAmI(accessToken)).statusCode).toBe(401);
    clockOffset = 0;
  });

  it('still knows the role of today: its claim is information', async () => {
    const pm = await makeUser(house.database, one.tenant.id, { role: 'ADMIN', password: PASSWORD });
    const { accessToken } = await tokensOf(pm);
    expect((await whoAmI(accessToken)).json().role).toBe('ADMIN');
    const user = await house.call('GET', `/api/users/${pm.id}`, { as: one.users.ADMIN });
    await house.call('PATCH', `/api/users/${pm.id}`, {
      as: one.users.ADMIN,
      body: { role: 'CUSTOMER' },
      headers: { 'if-match': String(user.headers.etag) },
    });
    expect((await whoAmI(accessToken)).json().role).toBe('CUSTOMER');
  });
});

describe('a new signing key', () => {
  it('is published before it is used, and the one before it verifies until its last token has run out', async () => {
    const before = await tokensOf(kim);
    const kidOf = (token: string) => decodeProtectedHeader(token).kid;
    await house.kernel.tokens.rotate();
    const kids = async (): Promise<string[]> =>
      (await house.call('GET', '/.well-known/jwks.json')).body.keys.map(({ kid }: { kid: string }) => kid);
    const [next] = (await kids()).filter((kid) => kid !== kidOf(before.accessToken));
    expect(kidOf((await tokensOf(kim)).accessToken)).toBe(kidOf(before.accessToken));
    clockOffset = 6 * 60_000;
    const after = await tokensOf(kim);
    expect(kidOf(after.accessToken)).toBe(next);
    expect((await whoAmI(before.accessToken)).statusCode).toBe(200);
    clockOffset = 30 * 60_000;
    expect(await kids()).toEqual([next]);
    clockOffset = 0;
  });
});
