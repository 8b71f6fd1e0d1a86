import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  actIn,
  type House,
  type MadeUser,
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
let engineer: MadeUser;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
  engineer = await makeUser(house.database, 1, { role: 'ENGINEER' });
});
afterAll(() => house.close());

const create = (as: SignedIn, body: object) => house.call('POST', '/api/assignments', { as, body });
const whoAmI = (as: SignedIn) => house.call('GET', '/api/session', { as });

describe('/api/assignments', () => {
  it('lets staff in with a role, lists it, and ends it: they are out before the answer', async () => {
    const made = await create(administrator, { userId: engineer.id, tenantId: one.tenant.id, role: 'PM' });
    expect([made.status, made.body.user.login, made.body.tenant.code, made.body.role]).toEqual([
      201,
      engineer.login,
      one.tenant.code,
      'PM',
    ]);
    const member = await house.database.asAdmin(
      'select kind, role, status from madang.tenant_member where tenant_id = $1 and user_id = $2',
      [one.tenant.id, engineer.id],
    );
    expect(member).toEqual([{ kind: 'staff', role: 'PM', status: 'active' }]);
    const staff = await actIn(house.database, await signIn(house.database, engineer), one.tenant.code);
    const key = await makeApiKey(house.database, staff, ['tenant.configure']);
    const home = await signIn(house.database, engineer);
    const list = await house.call('GET', `/api/assignments?userId=${engineer.id}`, { as: administrator });
    expect(list.body.items).toEqual([made.body]);
    const twice = await create(administrator, { userId: engineer.id, tenantId: one.tenant.id, role: 'ADMIN' });
    expect([twice.status, twice.body.code]).toEqual([409, 'accounts.assignment_exists']);

    const ended = await house.call('DELETE', `/api/assignments/${made.body.id}`, { as: administrator });
    expect(ended.status).toBe(204);
    for (const as of [staff, key]) expect((await whoAmI(as)).status).toBe(401);
    expect((await whoAmI(home)).status).toBe(200);
    const back = await house.call('PUT', '/api/session/acting-tenant', { as: home, body: { code: one.tenant.code } });
    expect(back.status).toBe(404);
  });

  it('is on record with the provider and in the tenant', async () => {
    const other = await makeUser(house.database, 1, { role: 'PM' });
    await create(administrator, { userId: other.id, tenantId: one.tenant.id, role: 'PM' });
    const [there] = (await house.audit(one.tenant.id, 'assignment.create')).slice(-1);
    expect(there).toMatchObject({
      actor_tenant: '*',
      actor_login: administrator.principal.login,
      subject_id: String(other.id),
    });
    expect(there?.changes).toEqual({ user: { from: null, to: other.login }, role: { from: null, to: 'PM' } });
    const { body } = await house.call('GET', `/api/assignments?userId=${other.id}`, { as: administrator });
    await house.call('DELETE', `/api/assignments/${body.items[0].id}`, { as: administrator });
    const [gone] = (await house.audit(one.tenant.id, 'assignment.remove')).slice(-1);
    const ended = { user: { from: other.login, to: null }, role: { from: 'PM', to: null } };
    expect(gone?.changes).toEqual(ended);
    const tenant = { from: one.tenant.code, to: null };
    expect((await house.audit(1, 'assignment.create')).length).toBeGreaterThan(0);
    expect((await house.audit(1, 'assignment.remove')).at(-1)?.changes).toEqual({ ...ended, tenant });
  });

  it('names a user or tenant that is not there, the same for foreign and unknown ones', async () => {
    const foreign = one.users.CUSTOMER.id;
    for (const [body, path] of [
      [{ userId: foreign, tenantId: one.tenant.id, role: 'PM' }, '/userId'],
      [{ userId: 999_999, tenantId: one.tenant.id, role: 'PM' }, '/userId'],
      [{ userId: engineer.id, tenantId: 999_999, role: 'PM' }, '/tenantId'],
      [{ userId: engineer.id, tenantId: 1, role: 'PM' }, '/tenantId'],
    ] as const) {
      const { status, body: answer } = await create(administrator, body);
      expect([status, answer.errors[0].path]).toEqual([422, path]);
    }
    for (const [body, path] of [
      [{ userId: 'x', tenantId: 2, role: 'PM' }, '/userId'],
      [{ userId: 1, tenantId: 2, role: 'BOSS' }, '/role'],
      [{ userId: 1, tenantId: 2, role: 'PM', until: 1 }, '/until'],
    ] as const) {
      const { status, body: answer } = await create(administrator, body);
      expect([status, answer.errors[0].path]).toEqual([400, path]);
    }
  });

  it('is the provider’s administrator’s alone, and only while acting in *', async () => {
    const pm = await signIn(house.database, await makeUser(house.database, 1, { role: 'PM' }));
    const away = await actIn(
      house.database,
      await signIn(house.database, await makeUser(house.database, 1, { role: 'ADMIN' })),
      one.tenant.code,
    );
    const key = await makeApiKey(house.database, administrator, ['tenant.configure']);
    const body = { userId: engineer.id, tenantId: one.tenant.id, role: 'PM' };
    for (const as of [one.users.ADMIN, pm, away, key]) {
      expect((await create(as, body)).status).toBe(403);
      expect((await house.call('GET', '/api/assignments', { as })).status).toBe(403);
      expect((await house.call('DELETE', '/api/assignments/1', { as })).status).toBe(403);
    }
    const unknown = await house.call('DELETE', '/api/assignments/999999', { as: administrator });
    expect(unknown.status).toBe(404);
  });
});

describe('the functions of the database that cross tenants', () => {
  const asApp = (tenantId: number, sql: string) =>
    house.database.asAdmin(
      `begin; set local role ${house.database.prefix}_app; set local app.tenant_id = ${tenantId}; ${sql}; commit`,
    );
  const code = (error: unknown): string => (error as { code: string }).code;

  it('refuse whoever cannot show an alive way in of an administrator of *, whatever the application believes', async () => {
    const admin = administrator.principal.actingId;
    const pm = (await signIn(house.database, await makeUser(house.database, 1, { role: 'PM' }))).principal.actingId;
    const tenantAdmin = one.users.ADMIN.principal.actingId;
    const calls = [
      (acting: number) =>
        `select create_tenant(${acting}, '{"code":"EVIL","name":"x","kind":"company","timeZone":"UTC","fiscalYearStart":1}')`,
      (acting: number) => `select change_tenant(${acting}, ${one.tenant.id}, '{"status":"suspended"}', '{}', '{}')`,
      (acting: number) => `select * from list_tenants(${acting}, null, 10, null, null, null)`,
      (acting: number) => `select * from list_tenant_people(${acting}, ${one.tenant.id}, null, 10)`,
      (acting: number) => `select * from count_tenant_occupancy(${acting}, ${one.tenant.id})`,
      (acting: number) => `select * from find_tenant(${acting}, ${one.tenant.id}, false)`,
      (acting: number) => `select spread_assignment(${acting}, ${engineer.id}, ${one.tenant.id}, '{}')`,
      (acting: number) => `select * from list_assignments(${acting}, null, null, null, null, 10)`,
    ];
    for (const call of calls) {
      // From another tenant, with the administrator's own id: that way in is not there.
      await expect(asApp(one.tenant.id, call(admin)).catch((e) => code(e))).resolves.toBe('MD401');
      await expect(asApp(one.tenant.id, call(tenantAdmin)).catch((e) => code(e))).resolves.toBe('42501');
      await expect(asApp(1, call(pm)).catch((e) => code(e))).resolves.toBe('42501');
      await expect(asApp(1, call(0)).catch((e) => code(e))).resolves.toBe('MD401');
    }
  });

  it('keep their helpers to themselves, and do not let the application write strangers into a tenant', async () => {
    for (const sql of [
      `select admit_staff(${engineer.id}, ${one.tenant.id}, 'ADMIN')`,
      `select * from alive_acting(${administrator.principal.actingId})`,
      `select * from alive_acting_locked(${administrator.principal.actingId})`,
      `select tenant_role(1, 1, 1)`,
      `select places_of(1, 1)`,
      `select spread_staff(1, '{1}', 'a', 'b', 'ADMIN', 'active')`,
      `select record_in_tenant(null, 1, 'x', 'x', 'x', null, '{}')`,
      `insert into tenant_member (tenant_id, user_id, login, name, home_tenant_id, home_role, role, kind)
       values (${one.tenant.id}, ${engineer.id} + 100000, 'evil', 'Evil', 1, 'ADMIN', 'ADMIN', 'super')`,
      `update acting set role = 'ADMIN', home_role = 'ADMIN' where tenant_id = ${one.tenant.id}`,
      `update tenant set status = 'active' where id = ${one.tenant.id}`,
      `select * from login_directory`,
      `select * from sign_in_limit`,
    ]) {
      await expect(
        asApp(one.tenant.id, sql).catch((e) => code(e)),
        sql,
      ).resolves.toBe('42501');
    }
  });
});
