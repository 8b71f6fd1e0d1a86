import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actIn,
  type House,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
  signIn,
} from '#modules/accounts/factory.ts';
import { accounts } from '#modules/accounts/module.ts';
import { sqlRun } from '#platform/db/query.ts';
import { defineModule } from '#platform/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { freshCode } from './factory.ts';
import { tenants } from './module.ts';

/** Writes a row of the new tenant, as numbering does with its rules; refuses a tenant whose name says so. */
const preparer = defineModule({
  name: 'preparer',
  purpose: 'Stands for a module that prepares a tenant.',
  prepareTenant: async (tx, tenant) => {
    if (tenant.name === 'Unlucky') throw new Error('cannot be prepared');
    const text = `insert into idempotency_key (tenant_id, principal, route, key, fingerprint, status, headers)
      values ($1::int, 'prepared', $2, 'x', '', 0, '{}')`;
    await tx.run(sqlRun(text, [tx.tenantId, tenant.code]));
  },
});

let house: TestHouse;
let administrator: SignedIn;
let one: House;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts, preparer]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const create = (as: SignedIn, body: object) => house.call('POST', '/api/tenants', { as, body });
const patch = async (as: SignedIn, path: string, body: object) => {
  const { headers } = await house.call('GET', path, { as });
  return await house.call('PATCH', path, { as, body, headers: { 'if-match': String(headers.etag) } });
};
const right = () => ({ code: freshCode(), name: '일신산업', kind: 'company' });

describe('POST /api/tenants', () => {
  it('makes a tenant with what every module prepares, and sees it again', async () => {
    const body = { ...right(), businessNumber: '124-81-00998', contact: { phone: '02-0000-0000' }, fiscalYearStart: 4 };
    const made = await create(administrator, body);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...body,
      businessNumber: '1248100998',
      status: 'active',
      timeZone: 'Asia/Seoul',
      version: 1,
    });
    expect(made.headers.location).toBe(`/api/tenants/${made.body.id}`);
    const found = await house.call('GET', `/api/tenants/${made.body.id}`, { as: administrator });
    expect(found.body).toEqual(made.body);
    const prepared = await house.database.asAdmin('select tenant_id from madang.idempotency_key where route = $1', [
      body.code,
    ]);
    expect(prepared).toEqual([{ tenant_id: made.body.id }]);
    expect((await house.audit(1, 'tenant.create')).at(-1)).toMatchObject({
      subject_id: String(made.body.id),
      tenant_id: 1,
    });
  });

  it('makes none when a module cannot prepare it', async () => {
    const body = { ...right(), name: 'Unlucky' };
    expect((await create(administrator, body)).status).toBe(500);
    expect(await house.database.asAdmin('select 1 from madang.tenant where code = $1', [body.code])).toEqual([]);
  });

  it('names the field that is not right', async () => {
    const taken = await create(administrator, { ...right(), code: one.tenant.code });
    expect([taken.status, taken.body.code, taken.body.errors[0].path]).toEqual([409, 'tenants.code_taken', '/code']);
    for (const [body, status, path] of [
      [{ ...right(), code: 'lower' }, 400, '/code'],
      [{ ...right(), code: '*' }, 400, '/code'],
      [{ ...right(), kind: 'provider' }, 400, '/kind'],
      [{ ...right(), name: '' }, 400, '/name'],
      [{ ...right(), businessNumber: '12' }, 400, '/businessNumber'],
      [{ ...right(), fiscalYearStart: 13 }, 400, '/fiscalYearStart'],
      [{ ...right(), contact: { fax: '1' } }, 400, '/contact/fax'],
      [{ ...right(), settings: { deep: { er: 1 } } }, 400, '/settings/deep'],
      [{ ...right(), status: 'closed' }, 400, '/status'],
      [{ ...right(), businessNumber: '124-81-00999' }, 422, '/businessNumber'],
      [{ ...right(), timeZone: 'Asia/Atlantis' }, 422, '/timeZone'],
      [{ ...right(), timeZone: '+09:00' }, 422, '/timeZone'],
    ] as const) {
      const answer = await create(administrator, body);
      expect([answer.status, answer.body.errors[0].path], path).toEqual([status, path]);
    }
  });
});

describe('/api/tenants', () => {
  it('is the provider’s administrator’s alone, and only while acting in *', async () => {
    const pm = await signIn(house.database, await makeUser(house.database, 1, { role: 'PM' }));
    const away = await actIn(
      house.database,
      await signIn(house.database, await makeUser(house.database, 1, { role: 'ADMIN' })),
      one.tenant.code,
    );
    const key = await makeApiKey(house.database, administrator, ['tenant.configure']);
    for (const as of [one.users.ADMIN, pm, away, key]) {
      const path = `/api/tenants/${one.tenant.id}`;
      const answers = [
        await house.call('GET', '/api/tenants', { as }),
        await create(as, right()),
        await house.call('GET', path, { as }),
        await house.call('PATCH', path, { as, body: { name: 'x' }, headers: { 'if-match': '*' } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    }
  });

  it('lists newest first, in pages, by status and by words', async () => {
    const list = async (query: string) =>
      (await house.call('GET', `/api/tenants?${query}`, { as: administrator })).body;
    const all = (await list('limit=200')).items as { id: number; code: string }[];
    expect(all.at(-1)?.code).toBe('*');
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id));
    expect((await list(`q=${one.tenant.code.toLowerCase()}`)).items.map(({ id }: { id: number }) => id)).toEqual([
      one.tenant.id,
    ]);
    expect((await list('status=closed')).items).toEqual([]);
  });

  it('is 404 for an id that is not there, however large', async () => {
    for (const id of [999_999, 2_147_483_647]) {
      expect((await house.call('GET', `/api/tenants/${id}`, { as: administrator })).status).toBe(404);
    }
  });
});

describe('PATCH /api/tenants/:id', () => {
  it('changes and suspends, and tells the tenant’s own audit', async () => {
    const { body: made } = await create(administrator, right());
    const path = `/api/tenants/${made.id}`;
    const changed = await patch(administrator, path, { name: '새 이름', contact: { email: 'a@b.demo' } });
    expect([changed.status, changed.body.name, changed.body.version]).toEqual([200, '새 이름', 2]);
    expect((await patch(administrator, path, { status: 'suspended' })).body.status).toBe('suspended');
    expect((await patch(administrator, path, { status: 'active' })).body.status).toBe('active');
    const rows = await house.audit(made.id, 'tenant.change');
    expect(rows.map(({ changes }) => Object.keys(changes as object))).toEqual([
      ['name', 'contact'],
      ['status'],
      ['status'],
    ]);
    expect((await house.call('PATCH', path, { as: administrator, body: { name: 'x' } })).status).toBe(428);
  });

  it('shows a new name to whoever acts there at the next request', async () => {
    const { headers } = one.users.PM;
    await patch(administrator, `/api/tenants/${one.tenant.id}`, { name: '다른 이름' });
    expect((await house.call('GET', '/api/session', { as: { headers } })).body.tenant.name).toBe('다른 이름');
  });

  it('leaves the provider open', async () => {
    for (const body of [{ status: 'suspended' }, { kind: 'company' }]) {
      const answer = await patch(administrator, '/api/tenants/1', body);
      expect([answer.status, answer.body.code]).toEqual([422, 'tenants.provider_fixed']);
    }
    const renamed = await patch(administrator, '/api/tenants/1', { name: '한빛정보' });
    expect(renamed.status).toBe(200);
    expect((await house.call('GET', '/api/session', { as: administrator })).body.tenant.name).toBe('한빛정보');
  });
});

describe('/api/tenant', () => {
  it('is read and configured by the tenant’s own administrator', async () => {
    const { users } = one;
    const changed = await patch(users.ADMIN, '/api/tenant', {
      settings: { 'desk.hours': 'weekdays', beta: true },
      timeZone: 'Asia/Tokyo',
    });
    expect([changed.status, changed.body.settings, changed.body.timeZone]).toEqual([
      200,
      { 'desk.hours': 'weekdays', beta: true },
      'Asia/Tokyo',
    ]);
    expect((await house.audit(one.tenant.id, 'tenant.configure')).at(-1)).toMatchObject({ outcome: 'allowed' });
    for (const role of ['PM', 'CUSTOMER'] as const) {
      expect((await house.call('GET', '/api/tenant', { as: users[role] })).status).toBe(403);
    }
    const status = await patch(users.ADMIN, '/api/tenant', { status: 'active' });
    expect([status.status, status.body.errors[0].path]).toEqual([400, '/status']);
  });
});
