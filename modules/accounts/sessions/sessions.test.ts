import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTenant } from '#modules/tenants/factory.ts';
import { tenants } from '#modules/tenants/module.ts';
import { type Answer, startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  actIn,
  assign,
  type House,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
  signIn,
} from '../factory.ts';
import { accounts } from '../module.ts';

const PASSWORD = 'quiet-lantern-47-otter';
let house: TestHouse;
let administrator: SignedIn;
let one: House;
let two: House;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
  two = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const whoAmI = (as: Pick<SignedIn, 'headers'>) => house.call('GET', '/api/session', { as });
const moveTo = (as: SignedIn, code: string) => house.call('PUT', '/api/session/acting-tenant', { as, body: { code } });
const cookieOf = (answer: Answer): SignedIn['headers'] => ({
  cookie: `madang_session=${answer.cookies.madang_session}`,
});

/** An engineer of the provider, assigned to tenant `one`, signed in at home. */
const makeEngineer = async (): Promise<SignedIn & { id: number }> => {
  const user = await makeUser(house.database, 1, { role: 'ENGINEER' });
  await assign(house.database, administrator.principal, user, one.tenant.id, 'PM');
  return { id: user.id, ...(await signIn(house.database, user)) };
};

describe('a session', () => {
  it('is over after signing out, and the cookie is taken back', async () => {
    const kim = await signIn(house.database, one.users.CUSTOMER);
    const out = await house.call('DELETE', '/api/session', { as: kim });
    expect([out.status, out.cookies.madang_session]).toEqual([204, '']);
    expect((await whoAmI(kim)).status).toBe(401);
  });

  it('is refused when its secret, tenant or form is made up', async () => {
    const { cookie } = await signIn(house.database, one.users.CUSTOMER);
    const secret = cookie.split('.')[1];
    for (const forged of [
      `madang_session=${two.tenant.id}.${secret}`,
      `madang_session=99999.${secret}`,
      `madang_session=${one.tenant.id}.${'A'.repeat(43)}`,
      `madang_session=9999999999.${secret}`,
      'madang_session=',
      "madang_session=1' or 1=1",
    ]) {
      expect((await whoAmI({ headers: { cookie: forged } })).status, forged).toBe(401);
    }
    expect((await house.call('GET', '/api/session')).status).toBe(401);
  });

  it('ends when it was idle too long, and lives on while it is used', async () => {
    const kim = await signIn(house.database, one.users.CUSTOMER);
    const age = (what: string) =>
      house.database.asAdmin(`update madang.acting set ${what} where id = ${kim.principal.actingId}`);
    await age("last_seen_at = now() - interval '2 hours', idle_expires_at = now() + interval '1 hour'");
    expect((await whoAmI(kim)).status).toBe(200);
    const isLater = `select idle_expires_at > now() + interval '11 hours' as later from madang.acting
      where id = ${kim.principal.actingId}`;
    await expect.poll(() => house.database.asAdmin(isLater)).toEqual([{ later: true }]);
    await age("idle_expires_at = now() - interval '1 second'");
    expect((await whoAmI(kim)).status).toBe(401);
  });

  it('shows a stale tab that it acts elsewhere, before anything is read', async () => {
    const { headers } = await signIn(house.database, one.users.CUSTOMER);
    const answer = await house.call('GET', '/api/session', {
      headers: { ...headers, 'madang-tenant': two.tenant.code },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'access.tenant_changed']);
  });
});

describe('GET /api/sessions', () => {
  it('lists one’s own sessions only, and ends one of them at once', async () => {
    const user = await makeUser(house.database, one.tenant.id);
    const [here, there] = [await signIn(house.database, user), await signIn(house.database, user)];
    const { body } = await house.call('GET', '/api/sessions', { as: here });
    expect(body.items.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    const ended = await house.call('DELETE', `/api/sessions/${there.principal.sessionId}`, { as: here });
    expect(ended.status).toBe(204);
    expect([(await whoAmI(there)).status, (await whoAmI(here)).status]).toEqual([401, 200]);
  });

  it('does not know the sessions of others: 404, on record, and they live on', async () => {
    const kim = await signIn(house.database, one.users.CUSTOMER);
    for (const other of [one.users.ADMIN, two.users.CUSTOMER]) {
      const id = other.principal.sessionId;
      expect((await house.call('DELETE', `/api/sessions/${id}`, { as: kim })).status).toBe(404);
      expect((await whoAmI(other)).status).toBe(200);
    }
    const refused = (await house.audit(one.tenant.id, 'session.end')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.at(-1)).toMatchObject({ gate: 'tenant', reason: 'not_there', subject_type: 'session' });
  });

  it('is not for API keys', async () => {
    const key = await makeApiKey(house.database, one.users.ADMIN, ['tenant.configure', 'account.manage']);
    const answer = await house.call('GET', '/api/sessions', { as: key });
    expect([answer.status, answer.body.code]).toEqual([403, 'access.person_only']);
  });

  it('names a malformed id', async () => {
    const answer = await house.call('DELETE', '/api/sessions/abc', { as: one.users.CUSTOMER });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, '/id']);
  });
});

describe('PUT /api/session/acting-tenant', () => {
  it('acts in an assigned tenant under a new secret, with the role there', async () => {
    const engineer = await makeEngineer();
    const moved = await moveTo(engineer, one.tenant.code);
    expect([moved.status, moved.body.role, moved.body.actingTenant.code, moved.body.tenant.code]).toEqual([
      200,
      'PM',
      one.tenant.code,
      '*',
    ]);
    expect(moved.headers['madang-tenant']).toBe(one.tenant.code);
    expect((await whoAmI(engineer)).status).toBe(401);
    const now = { headers: cookieOf(moved) };
    expect((await whoAmI(now)).body.actingTenant.code).toBe(one.tenant.code);
    const back = await house.call('PUT', '/api/session/acting-tenant', { as: now, body: { code: '*' } });
    expect([back.status, back.body.role]).toEqual([200, 'ENGINEER']);
    const { items } = (await house.call('GET', '/api/sessions', { as: { headers: cookieOf(back) } })).body;
    expect(items.map(({ id }: { id: number }) => id)).toEqual([engineer.principal.sessionId]);
  });

  it('is on record in both tenants with who they are and where they act', async () => {
    const engineer = await makeEngineer();
    await moveTo(engineer, one.tenant.code);
    const entered = (await house.audit(one.tenant.id, 'session.enter_tenant')).at(-1);
    expect(entered).toMatchObject({
      actor_login: engineer.principal.login,
      actor_tenant: '*',
      method: 'PUT',
      channel: 'web',
    });
    const left = (await house.audit(1, 'session.switch_tenant')).at(-1);
    expect(left).toMatchObject({ actor_login: engineer.principal.login, outcome: 'allowed' });
  });

  it('is the same audited 404 for a tenant that is not assigned, unknown, or suspended', async () => {
    const engineer = await makeEngineer();
    const answers = [];
    for (const code of [two.tenant.code, 'NOWHERE']) answers.push(await moveTo(engineer, code));
    for (const { status, body } of answers) {
      expect([status, body.code, body.detail]).toEqual([404, 'http.not_found', answers[0]?.body.detail]);
    }
    const refused = (await house.audit(1, 'session.switch_tenant')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.at(-2)).toMatchObject({ gate: 'tenant', reason: 'not_assigned', subject_id: two.tenant.code });
    for (const code of ['ilshin', 'A\u202EB']) {
      expect((await moveTo(engineer, code)).status).toBe(404);
      // What no code can be is not repeated there.
      const last = (await house.audit(1, 'session.switch_tenant')).at(-1);
      expect(last).toMatchObject({ outcome: 'refused', reason: 'not_assigned', subject_type: null, subject_id: null });
    }
    expect((await whoAmI(engineer)).status).toBe(200);
  });

  it('lets users of a tenant act in their own only', async () => {
    const { users } = one;
    for (const code of ['*', two.tenant.code]) expect((await moveTo(users.ADMIN, code)).status).toBe(404);
  });

  it('lets the provider’s administrator act everywhere, as a member written at the first act there', async () => {
    const administrator = await signIn(house.database, await makeUser(house.database, 1, { role: 'ADMIN' }));
    const moved = await moveTo(administrator, two.tenant.code);
    expect([moved.status, moved.body.role]).toEqual([200, 'ADMIN']);
    const [member] = await house.database.asAdmin(
      'select kind, role, home_tenant_id from madang.tenant_member where tenant_id = $1 and user_id = $2',
      [two.tenant.id, administrator.principal.userId],
    );
    expect(member).toEqual({ kind: 'super', role: 'ADMIN', home_tenant_id: 1 });
    // What only the provider may do needs acting in `*`.
    const list = await house.call('GET', '/api/tenants', { as: { headers: cookieOf(moved) } });
    expect([list.status, list.body.code]).toEqual([403, 'access.provider_only']);
  });

  it('gives one of two tabs that switch at once the session, the other a 401', async () => {
    const engineer = await makeEngineer();
    const answers = await Promise.all([moveTo(engineer, one.tenant.code), moveTo(engineer, one.tenant.code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('lists the tenants that one may act in', async () => {
    const engineer = await makeEngineer();
    const codes = async (as: SignedIn) =>
      (await house.call('GET', '/api/session/acting-tenants', { as })).body.items.map(
        ({ code }: { code: string }) => code,
      );
    expect(await codes(engineer)).toEqual(['*', one.tenant.code]);
    expect(await codes(one.users.ADMIN)).toEqual([one.tenant.code]);
    expect(await codes(administrator)).toEqual(expect.arrayContaining(['*', one.tenant.code, two.tenant.code]));
  });
});

describe('PUT /api/account/password', () => {
  const change = (as: SignedIn, body: object) => house.call('PUT', '/api/account/password', { as, body });

  it('needs the present one; then other sessions and tokens end, in all tenants, and this one stays', async () => {
    const user = await makeUser(house.database, 1, { role: 'ENGINEER', password: PASSWORD });
    await assign(house.database, administrator.principal, user, one.tenant.id, 'ENGINEER');
    const [home, token] = [await signIn(house.database, user), await signIn(house.database, user, 'token')];
    const away = await actIn(house.database, await signIn(house.database, user), one.tenant.code);
    const wrong = await change(away, { current: 'wrong', next: 'brave-cobalt-93-heron' });
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].path]).toEqual([
      422,
      'accounts.password_wrong',
      '/current',
    ]);
    expect((await change(away, { current: PASSWORD, next: 'brave-cobalt-93-heron' })).status).toBe(204);
    expect([(await whoAmI(home)).status, (await whoAmI(away)).status]).toEqual([401, 200]);
    const [alive] = await house.database.asAdmin('select count(*)::int as n from madang.acting where id = $1', [
      token.principal.actingId,
    ]);
    expect(alive).toEqual({ n: 0 });
    const signedIn = await house.call('POST', '/api/session', {
      body: { login: user.login, password: 'brave-cobalt-93-heron' },
    });
    expect(signedIn.status).toBe(201);
  });

  it('refuses what guessers try first, and what is too short', async () => {
    const user = await makeUser(house.database, one.tenant.id, {
      password: PASSWORD,
      login: 'mighty.falconer@example.demo',
    });
    const kim = await signIn(house.database, user);
    for (const next of ['password123', 'Qwer1234!', 'aaaaaaaaaa', 'falconer2026!', '12345678']) {
      const { status, body } = await change(kim, { current: PASSWORD, next });
      expect([status, body.code, body.errors[0].path], next).toEqual([422, 'accounts.password_common', '/next']);
    }
    const short = await change(kim, { current: PASSWORD, next: 'k8!x' });
    expect([short.status, short.body.errors[0].path]).toEqual([400, '/next']);
  });
});

describe('GET and PATCH /api/account', () => {
  it('changes one’s own name and language, in force at the next request', async () => {
    const kim = await signIn(house.database, await makeUser(house.database, one.tenant.id));
    const before = await house.call('GET', '/api/account', { as: kim });
    expect(before.body).toMatchObject({ login: kim.principal.login, tenant: { code: one.tenant.code } });
    const stale = await house.call('PATCH', '/api/account', {
      as: kim,
      body: { locale: 'en' },
      headers: { 'if-match': '"99"' },
    });
    expect(stale.status).toBe(412);
    const changed = await house.call('PATCH', '/api/account', {
      as: kim,
      body: { name: '김하나', locale: 'en' },
      headers: { 'if-match': String(before.headers.etag) },
    });
    expect([changed.status, changed.body.name]).toEqual([200, '김하나']);
    expect((await whoAmI(kim)).body.user).toMatchObject({ name: '김하나', locale: 'en' });
  });

  it('works while acting in another tenant', async () => {
    const engineer = await makeEngineer();
    const away = await actIn(house.database, engineer, one.tenant.code);
    const { status, body } = await house.call('GET', '/api/account', { as: away });
    expect([status, body.tenant.code]).toEqual([200, '*']);
  });

  it('names an unknown field', async () => {
    const answer = await house.call('PATCH', '/api/account', { as: one.users.CUSTOMER, body: { role: 'ADMIN' } });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, '/role']);
  });
});

describe('a tenant that is suspended', () => {
  it('ends running sessions, tokens and keys, own and staff’s, at the next request', async () => {
    const closing = await makeTenant(house.database, administrator.principal);
    const admin = await signIn(house.database, await makeUser(house.database, closing.id, { role: 'ADMIN' }));
    const key = await makeApiKey(house.database, admin, ['tenant.configure']);
    const staff = await actIn(
      house.database,
      await signIn(house.database, await makeUser(house.database, 1, { role: 'ADMIN' })),
      closing.code,
    );
    for (const as of [admin, key, staff]) expect((await whoAmI(as)).status).toBe(200);
    const found = await house.call('GET', `/api/tenants/${closing.id}`, { as: administrator });
    await house.call('PATCH', `/api/tenants/${closing.id}`, {
      as: administrator,
      body: { status: 'suspended' },
      headers: { 'if-match': String(found.headers.etag) },
    });
    for (const as of [admin, key, staff]) expect((await whoAmI(as)).status).toBe(401);
  });
});
