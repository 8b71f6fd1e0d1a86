import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  actIn,
  assign,
  disable,
  type House,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
  signIn,
} from '../factory.ts';
import { accounts } from '../module.ts';

let house: TestHouse;
let administrator: SignedIn;
let one: House;
let two: House;
let nextLogin = 0;
const freshLogin = (): string => `new${nextLogin++}@example.demo`;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
  two = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const invite = (as: SignedIn, body: object) => house.call('POST', '/api/users', { as, body });
const accept = (token: string, password: string, from = '10.2.0.1') =>
  house.call('POST', '/api/invitation-acceptances', { body: { token, password }, from });
const whoAmI = (as: Pick<SignedIn, 'headers'>) => house.call('GET', '/api/session', { as });
const tokenIn = (link: string): string => new URL(link).hash.replace('#token=', '');
/** PATCH with the ETag that a GET gives. */
const change = async (as: SignedIn, id: number, body: object) => {
  const { headers } = await house.call('GET', `/api/users/${id}`, { as });
  return await house.call('PATCH', `/api/users/${id}`, { as, body, headers: { 'if-match': String(headers.etag) } });
};

describe('POST /api/users', () => {
  it('invites a user by a one-time link whose token is in the fragment', async () => {
    const login = freshLogin();
    const { status, body, headers } = await invite(one.users.ADMIN, {
      login: login.toUpperCase(),
      name: '이하나',
      role: 'CUSTOMER',
    });
    expect([status, body.login, body.status, body.locale]).toEqual([201, login, 'invited', 'ko']);
    expect(headers.location).toBe(`/api/users/${body.id}`);
    expect(body.invitation.link).toMatch(/^http:\/\/localhost:4000\/invitation#token=\d+\.[\w-]{43}$/);
    const accepted = await accept(tokenIn(body.invitation.link), 'quiet-lantern-47-otter');
    expect([accepted.status, accepted.body.user.login]).toEqual([201, login]);
    expect((await whoAmI({ headers: { cookie: `madang_session=${accepted.cookies.madang_session}` } })).status).toBe(
      200,
    );
    const again = await accept(tokenIn(body.invitation.link), 'quiet-lantern-47-otter');
    expect([again.status, again.body.code, again.body.errors[0].path]).toEqual([
      422,
      'accounts.invitation_invalid',
      '/token',
    ]);
    const user = await house.call('GET', `/api/users/${body.id}`, { as: one.users.ADMIN });
    expect([user.body.status, 'invitation' in user.body]).toEqual(['active', false]);
  });

  it('keeps no secret of the link, and shows it once even to the same Idempotency-Key', async () => {
    const send = (headers: Record<string, string>) =>
      house.call('POST', '/api/users', {
        as: one.users.ADMIN,
        body: { login: 'once@example.demo', name: 'Once', role: 'PM' },
        headers,
      });
    const first = await send({ 'idempotency-key': 'invite-once' });
    const second = await send({ 'idempotency-key': 'invite-once' });
    expect([first.status, second.status, second.body.code]).toEqual([201, 409, 'http.secret_shown']);
    const secret = tokenIn(first.body.invitation.link).split('.')[1] ?? 'nothing';
    const dump = JSON.stringify(
      await house.database.asAdmin('select i.*, a.changes from madang.invitation i, madang.audit a'),
    );
    expect(dump).not.toContain(secret);
  });

  it('refuses a login that is taken here; another tenant may have it too', async () => {
    const login = freshLogin();
    const body = { login, name: 'Same', role: 'CUSTOMER' };
    expect((await invite(one.users.ADMIN, body)).status).toBe(201);
    const taken = await invite(one.users.ADMIN, body);
    expect([taken.status, taken.body.code, taken.body.errors[0].path]).toEqual([409, 'accounts.login_taken', '/login']);
    expect((await invite(two.users.ADMIN, body)).status).toBe(201);
  });

  it('is refused without the permission, and to an API key with any scopes', async () => {
    const body = { login: freshLogin(), name: 'No', role: 'ADMIN' };
    for (const role of ['PM', 'ENGINEER', 'DEPLOY_ENGINEER', 'CUSTOMER'] as const) {
      const { status, body: answer } = await invite(one.users[role], body);
      expect([status, answer.code], role).toEqual([403, 'access.role_lacks_function']);
    }
    const key = await makeApiKey(house.database, one.users.ADMIN, ['user.manage', 'tenant.configure']);
    expect((await invite(key, body)).body.code).toBe('access.person_only');
    const refused = (await house.audit(one.tenant.id, 'user.manage')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.length).toBeGreaterThanOrEqual(5);
  });

  it('names the field that is not right', async () => {
    const right = { login: freshLogin(), name: 'Kim', role: 'CUSTOMER' };
    for (const [body, path] of [
      [{ ...right, role: 'KING' }, '/role'],
      [{ ...right, login: 'has space' }, '/login'],
      [{ ...right, login: 7 }, '/login'],
      [{ ...right, name: ' ' }, '/name'],
      [{ ...right, locale: 'fr' }, '/locale'],
      [{ ...right, tenantId: 1 }, '/tenantId'],
      [{ login: right.login, role: 'PM' }, '/name'],
    ] as const) {
      const answer = await invite(one.users.ADMIN, body);
      expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
    }
  });
});

describe('a one-time link', () => {
  it('survives a password that is refused, and ends when another one is made', async () => {
    const { body } = await invite(one.users.ADMIN, { login: freshLogin(), name: 'Choi', role: 'CUSTOMER' });
    const common = await accept(tokenIn(body.invitation.link), 'password123');
    expect([common.status, common.body.errors[0].path]).toEqual([422, '/password']);
    const again = await house.call('POST', `/api/users/${body.id}/invitation`, { as: one.users.ADMIN });
    expect(again.status).toBe(201);
    expect((await accept(tokenIn(body.invitation.link), 'quiet-lantern-47-otter')).status).toBe(422);
    expect((await accept(tokenIn(again.body.link), 'quiet-lantern-47-otter')).status).toBe(201);
  });

  it('is worth nothing when it is run out, of another tenant, made up, or its user was disabled', async () => {
    const { body } = await invite(one.users.ADMIN, { login: freshLogin(), name: 'Kang', role: 'CUSTOMER' });
    const token = tokenIn(body.invitation.link);
    const [, secret] = token.split('.');
    for (const forged of [
      `${two.tenant.id}.${secret}`,
      `${one.tenant.id}.${'A'.repeat(43)}`,
      'x',
      `9999999999.${secret}`,
    ]) {
      expect((await accept(forged, 'quiet-lantern-47-otter', '10.2.0.7')).status, forged).toBe(422);
    }
    await house.call('POST', `/api/users/${body.id}/disablement`, { as: one.users.ADMIN });
    expect((await accept(token, 'quiet-lantern-47-otter')).status).toBe(422);
    await house.call('DELETE', `/api/users/${body.id}/disablement`, { as: one.users.ADMIN });
    await house.database.asAdmin('update madang.invitation set expires_at = now() where user_id = $1', [body.id]);
    expect((await accept(token, 'quiet-lantern-47-otter')).status).toBe(422);
  });

  it('for a forgotten password ends the sessions that were there', async () => {
    const user = await makeUser(house.database, one.tenant.id);
    const kim = await signIn(house.database, user);
    const { body } = await house.call('POST', `/api/users/${user.id}/invitation`, { as: one.users.ADMIN });
    expect((await whoAmI(kim)).status).toBe(200);
    expect((await accept(tokenIn(body.link), 'quiet-lantern-47-otter')).status).toBe(201);
    expect((await whoAmI(kim)).status).toBe(401);
  });

  it('guessed from one network is answered 429 after a while', async () => {
    const guess = () => accept(`${one.tenant.id}.${'B'.repeat(43)}`, 'quiet-lantern-47-otter', '10.2.0.99');
    for (let i = 0; i < 31; i++) await guess();
    expect((await guess()).status).toBe(429);
    const { body } = await invite(one.users.ADMIN, { login: freshLogin(), name: '박둘', role: 'CUSTOMER' });
    expect((await accept(tokenIn(body.invitation.link), 'quiet-lantern-47-otter', '10.2.0.99')).status).toBe(201);
  });

  it('does not give a disabled account back, even to who came with it before the end', async () => {
    const { body } = await invite(one.users.ADMIN, { login: freshLogin(), name: '박셋', role: 'CUSTOMER' });
    const accepting = accept(tokenIn(body.invitation.link), 'quiet-lantern-47-otter', '10.2.0.98');
    await disable(house.database, { id: body.id, login: body.login, tenantId: one.tenant.id, role: 'CUSTOMER' });
    const { status } = await accepting;
    const [row] = await house.database.asAdmin('select status from madang.account where id = $1', [body.id]);
    // Whichever came first, the end is the same: nobody is in, and the account stays disabled.
    expect([status === 201 || status === 422, row?.status]).toEqual([true, 'disabled']);
    const alive = await house.database.asAdmin('select 1 from madang.acting where user_id = $1', [body.id]);
    expect(alive).toEqual([]);
  });
});

describe('GET /api/users', () => {
  it('lists the tenant’s own users, newest first, in pages and by filter', async () => {
    const list = (query: string, as: SignedIn = two.users.ADMIN) => house.call('GET', `/api/users?${query}`, { as });
    const all = (await list('limit=200')).body.items as { id: number; role: string; login: string }[];
    expect(all.map(({ id }) => id)).toEqual([...all.map(({ id }) => id)].sort((a, b) => b - a));
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items].map(({ id }: { id: number }) => id)).toEqual(
      all.slice(0, 4).map(({ id }) => id),
    );
    expect((await list('role=PM')).body.items.map(({ id }: { id: number }) => id)).toEqual([two.users.PM.id]);
    expect((await list(`q=${two.users.PM.login.slice(0, 8)}`)).body.items.length).toBe(1);
    expect((await list('q=%25')).body.items).toEqual([]);
    const foreign = await list(`limit=2&cursor=${first.body.nextCursor}`, one.users.ADMIN);
    expect([foreign.status, foreign.body.code]).toEqual([400, 'http.cursor_invalid']);
  });

  it('is refused to others, and names a wrong filter', async () => {
    expect((await house.call('GET', '/api/users', { as: one.users.PM })).status).toBe(403);
    const wrong = await house.call('GET', '/api/users?limit=0', { as: one.users.ADMIN });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, '/limit']);
  });
});

describe('another tenant’s user', () => {
  it('is not there: read, change, disable, enable, invite; each on record; nothing changes', async () => {
    const victim = two.users.CUSTOMER;
    const before = await house.database.asAdmin('select * from madang.account where id = $1', [victim.id]);
    const as = one.users.ADMIN;
    const path = `/api/users/${victim.id}`;
    const answers = [
      await house.call('GET', path, { as }),
      await house.call('PATCH', path, { as, body: { role: 'ADMIN' }, headers: { 'if-match': '*' } }),
      await house.call('POST', `${path}/disablement`, { as }),
      await house.call('DELETE', `${path}/disablement`, { as }),
      await house.call('POST', `${path}/invitation`, { as }),
      await house.call('DELETE', `${path}/sessions`, { as }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect(await house.database.asAdmin('select * from madang.account where id = $1', [victim.id])).toEqual(before);
    const refused = (await house.audit(one.tenant.id, 'user.manage')).filter(
      ({ subject_id }) => subject_id === String(victim.id),
    );
    expect(refused.length).toBe(6);
  });
});

describe('PATCH /api/users/:id', () => {
  it('changes a role, in force at the very next request, of keys too', async () => {
    const user = await makeUser(house.database, one.tenant.id, { role: 'ADMIN' });
    const session = await signIn(house.database, user);
    const key = await makeApiKey(house.database, session, ['tenant.configure']);
    expect((await house.call('GET', '/api/tenant', { as: key })).status).toBe(200);
    const changed = await change(one.users.ADMIN, user.id, { role: 'CUSTOMER', name: '새 이름' });
    expect([changed.status, changed.body.role, changed.body.version]).toEqual([200, 'CUSTOMER', 2]);
    expect((await whoAmI(session)).body).toMatchObject({ role: 'CUSTOMER', user: { name: '새 이름' } });
    expect((await house.call('GET', '/api/users', { as: session })).status).toBe(403);
    expect((await house.call('GET', '/api/tenant', { as: key })).status).toBe(403);
    const audit = (await house.audit(one.tenant.id, 'user.change')).at(-1);
    expect(audit?.changes).toMatchObject({ role: { from: 'ADMIN', to: 'CUSTOMER' } });
  });

  it('raises a role at the very next request, also for somebody who was refused again and again', async () => {
    const user = await makeUser(house.database, one.tenant.id, { role: 'CUSTOMER' });
    const session = await signIn(house.database, user);
    const look = async () => (await house.call('GET', '/api/users', { as: session })).status;
    for (let turn = 0; turn < 9; turn++) expect(await look()).toBe(403);
    await change(one.users.ADMIN, user.id, { role: 'ADMIN' });
    expect(await look()).toBe(200);
  });

  it('lets no two administrators of the provider end each other', async () => {
    const others = await Promise.all([1, 2].map(() => makeUser(house.database, 1, { role: 'ADMIN' })));
    const [left, right] = await Promise.all(others.map((user) => signIn(house.database, user)));
    await change(administrator, others[0]?.id ?? 0, { name: 'left' });
    const rest = await house.database.asAdmin(
      "select user_id from madang.tenant_member where tenant_id = 1 and role = 'ADMIN' and user_id <> all ($1)",
      [others.map(({ id }) => id)],
    );
    await house.database.asAdmin(
      "update madang.tenant_member set role = 'PM' where tenant_id = 1 and user_id = any ($1)",
      [rest.map(({ user_id }) => user_id)],
    );
    const ended = await Promise.all([
      change(left as SignedIn, others[1]?.id ?? 0, { role: 'PM' }),
      change(right as SignedIn, others[0]?.id ?? 0, { role: 'PM' }),
    ]);
    expect(ended.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const [{ count } = {}] = await house.database.asAdmin(
      "select count(*)::int from madang.tenant_member where tenant_id = 1 and role = 'ADMIN'",
    );
    expect(count).toBe(1);
    await house.database.asAdmin(
      "update madang.tenant_member set role = 'ADMIN' where tenant_id = 1 and user_id = any ($1)",
      [rest.map(({ user_id }) => user_id)],
    );
  });

  it('needs If-Match, and refuses a stale one', async () => {
    const user = await makeUser(house.database, one.tenant.id);
    const path = `/api/users/${user.id}`;
    const send = (headers: Record<string, string>) =>
      house.call('PATCH', path, { as: one.users.ADMIN, body: { locale: 'en' }, headers });
    expect((await send({})).status).toBe(428);
    const { etag } = (await house.call('GET', path, { as: one.users.ADMIN })).headers;
    expect((await send({ 'if-match': String(etag) })).status).toBe(200);
    expect((await send({ 'if-match': String(etag) })).status).toBe(412);
  });

  it('does not let people change their own role', async () => {
    const answer = await change(one.users.ADMIN, one.users.ADMIN.id, { role: 'PM' });
    expect([answer.status, answer.body.code]).toEqual([422, 'accounts.own_role']);
  });

  it('takes a super administrator out of every tenant at once, but for where they are assigned', async () => {
    const user = await makeUser(house.database, 1, { role: 'ADMIN' });
    await assign(house.database, administrator.principal, user, two.tenant.id, 'PM');
    const inOne = await actIn(house.database, await signIn(house.database, user), one.tenant.code);
    const inTwo = await actIn(house.database, await signIn(house.database, user), two.tenant.code);
    expect((await whoAmI(inTwo)).body.role).toBe('ADMIN');
    expect((await change(administrator, user.id, { role: 'ENGINEER' })).status).toBe(200);
    expect((await whoAmI(inOne)).status).toBe(401);
    expect((await whoAmI(inTwo)).body.role).toBe('PM');
  });
});

describe('DELETE /api/users/:id/sessions', () => {
  it('ends a user’s sessions at once, in all tenants, and leaves keys and the account', async () => {
    const user = await makeUser(house.database, 1, { role: 'ENGINEER' });
    await assign(house.database, administrator.principal, user, one.tenant.id, 'ENGINEER');
    const home = await signIn(house.database, user);
    const key = await makeApiKey(house.database, home, ['job.run_now']);
    const away = await actIn(house.database, await signIn(house.database, user), one.tenant.code);
    const ended = await house.call('DELETE', `/api/users/${user.id}/sessions`, { as: administrator });
    expect(ended.status).toBe(204);
    expect([(await whoAmI(home)).status, (await whoAmI(away)).status, (await whoAmI(key)).status]).toEqual([
      401, 401, 200,
    ]);
    expect((await house.call('DELETE', `/api/users/${user.id}/sessions`, { as: one.users.PM })).status).toBe(403);
  });
});

describe('a disabled user', () => {
  it('is out everywhere before the answer, and comes back without the old sessions', async () => {
    const user = await makeUser(house.database, 1, { role: 'ENGINEER', password: 'quiet-lantern-47-otter' });
    await assign(house.database, administrator.principal, user, one.tenant.id, 'ENGINEER');
    const home = await signIn(house.database, user);
    const key = await makeApiKey(house.database, home, ['tenant.configure']);
    const away = await actIn(house.database, await signIn(house.database, user), one.tenant.code);
    const disabled = await house.call('POST', `/api/users/${user.id}/disablement`, { as: administrator });
    expect([disabled.status, disabled.body.status]).toEqual([200, 'disabled']);
    for (const as of [home, key, away]) expect((await whoAmI(as)).status).toBe(401);
    const signInAgain = () =>
      house.call('POST', '/api/session', {
        body: { login: user.login, password: 'quiet-lantern-47-otter' },
        from: '10.2.1.1',
      });
    expect((await signInAgain()).status).toBe(401);
    const enabled = await house.call('DELETE', `/api/users/${user.id}/disablement`, { as: administrator });
    expect([enabled.status, enabled.body.status]).toEqual([200, 'active']);
    expect((await whoAmI(home)).status).toBe(401);
    const back = await signInAgain();
    expect(back.status).toBe(201);
    const cookie = { cookie: `madang_session=${back.cookies.madang_session}` };
    const moved = await house.call('PUT', '/api/session/acting-tenant', {
      headers: cookie,
      body: { code: one.tenant.code },
    });
    expect(moved.status).toBe(200);
  });

  it('is never oneself', async () => {
    const answer = await house.call('POST', `/api/users/${one.users.ADMIN.id}/disablement`, { as: one.users.ADMIN });
    expect([answer.status, answer.body.code]).toEqual([422, 'accounts.own_account']);
  });

  it('is refused without the permission, and disabling twice changes nothing', async () => {
    const path = `/api/users/${one.users.CUSTOMER.id}/disablement`;
    for (const method of ['POST', 'DELETE'] as const) {
      expect((await house.call(method, path, { as: one.users.PM })).status).toBe(403);
    }
    const user = await makeUser(house.database, one.tenant.id);
    const disable = () => house.call('POST', `/api/users/${user.id}/disablement`, { as: one.users.ADMIN });
    expect([(await disable()).status, (await disable()).status]).toEqual([200, 200]);
    const rows = (await house.audit(one.tenant.id, 'user.disable')).filter(
      ({ subject_id }) => subject_id === String(user.id),
    );
    expect(rows.length).toBe(1);
  });
});
