import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
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

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
  two = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const later = (): string => new Date(Date.now() + 86_400_000).toISOString();
const create = (as: SignedIn, body: object) => house.call('POST', '/api/api-keys', { as, body });
const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const list = async (as: SignedIn): Promise<number[]> =>
  (await house.call('GET', '/api/api-keys?limit=200', { as })).body.items.map(({ id }: { id: number }) => id);

describe('/api/api-keys', () => {
  it('shows the secret once; the key works without an Origin, within its scopes, and remembers its last use', async () => {
    const { status, body } = await create(one.users.ADMIN, {
      name: 'ERP',
      scopes: ['tenant.configure'],
      expiresAt: later(),
    });
    expect([status, body.lastUsedAt]).toEqual([201, null]);
    expect(body.secret).toMatch(new RegExp(`^mdk_${one.tenant.id}_\\d+_[\\w-]{43}$`));
    const found = await house.app.inject({
      url: '/api/tenant',
      headers: { host: 'localhost:4000', ...bearer(body.secret).headers },
    });
    expect(found.statusCode).toBe(200);
    const me = await house.call('GET', '/api/session', { as: bearer(body.secret) });
    expect(me.body.abilities).toEqual(['tenant.configure']);
    expect(
      (await house.call('GET', '/api/access/explanation?user=1&action=user.manage', { as: bearer(body.secret) })).body
        .code,
    ).toBe('access.outside_scopes');
    const listed = async () => (await house.call('GET', '/api/api-keys', { as: one.users.ADMIN })).body.items[0];
    await expect.poll(async () => (await listed()).lastUsedAt).toMatch(/^20\d\d-/);
    const row = await listed();
    expect([row.id, 'secret' in row]).toEqual([body.id, false]);
    const dump = JSON.stringify(
      await house.database.asAdmin(
        'select k.*, encode(a.secret_hash, $1) from madang.api_key k join madang.acting a on a.id = k.acting_id',
        ['escape'],
      ),
    );
    expect(dump).not.toContain(body.secret.split('_').at(-1));
  });

  it('makes no keys, users or tokens, and changes no account', async () => {
    const key = await makeApiKey(house.database, one.users.ADMIN, [
      'api_key.manage',
      'user.manage',
      'account.manage',
      'tenant.configure',
    ]);
    const attempts = [
      await create(key, { name: 'more', scopes: ['tenant.configure'], expiresAt: later() }),
      await house.call('POST', '/api/users', { as: key, body: { login: 'x', name: 'x', role: 'ADMIN' } }),
      await house.call('PUT', '/api/account/password', {
        as: key,
        body: { current: 'x', next: 'quiet-lantern-47-otter' },
      }),
      await house.call('PUT', '/api/session/acting-tenant', { as: key, body: { code: '*' } }),
      await house.call('DELETE', '/api/session', { as: key }),
    ];
    expect(attempts.map(({ body }) => body.code)).toEqual(Array(5).fill('access.person_only'));
  });

  it('is cut by its owner’s role at each use', async () => {
    const key = await makeApiKey(house.database, one.users.PM, ['tenant.configure']);
    const answer = await house.call('GET', '/api/tenant', { as: key });
    expect([answer.status, answer.body.code]).toEqual([403, 'access.role_lacks_function']);
  });

  it('belongs to one tenant, whatever number stands in it', async () => {
    const { body } = await create(one.users.ADMIN, { name: 'x', scopes: ['tenant.configure'], expiresAt: later() });
    const [, tenant, id, ...rest] = body.secret.split('_');
    const secret = rest.join('_');
    for (const forged of [
      `mdk_${two.tenant.id}_${id}_${secret}`,
      `mdk_${tenant}_${Number(id) + 1}_${secret}`,
      `mdk_${tenant}_${id}_${'A'.repeat(43)}`,
      `mdk_${tenant}_${secret}`,
    ]) {
      expect((await house.call('GET', '/api/tenant', { as: bearer(forged) })).status, forged).toBe(401);
    }
  });

  it('ends when revoked, and when it expires', async () => {
    const { body } = await create(one.users.ADMIN, { name: 'x', scopes: ['tenant.configure'], expiresAt: later() });
    const use = async () => (await house.call('GET', '/api/tenant', { as: bearer(body.secret) })).status;
    expect(await use()).toBe(200);
    expect((await house.call('DELETE', `/api/api-keys/${body.id}`, { as: one.users.ADMIN })).status).toBe(204);
    expect(await use()).toBe(401);
    expect((await house.call('DELETE', `/api/api-keys/${body.id}`, { as: one.users.ADMIN })).status).toBe(404);
    expect(await list(one.users.ADMIN)).not.toContain(body.id);
    const brief = await makeApiKey(house.database, one.users.ADMIN, ['tenant.configure']);
    await house.database.asAdmin('update madang.acting set expires_at = now() where id = $1', [
      brief.principal.actingId,
    ]);
    expect((await house.call('GET', '/api/tenant', { as: brief })).status).toBe(401);
  });

  it('is seen and revoked by its owner and the administrator, and by nobody else', async () => {
    const kim = await signIn(house.database, await makeUser(house.database, one.tenant.id));
    const { body } = await create(kim, { name: 'mine', scopes: ['permission.manage'], expiresAt: later() });
    expect(await list(kim)).toEqual([body.id]);
    expect(await list(one.users.ADMIN)).toContain(body.id);
    for (const other of [one.users.CUSTOMER, one.users.PM, two.users.ADMIN, administrator]) {
      expect(await list(other)).not.toContain(body.id);
      expect((await house.call('DELETE', `/api/api-keys/${body.id}`, { as: other })).status).toBe(404);
    }
    const refused = (await house.audit(one.tenant.id, 'api_key.manage')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ gate }) => gate)).toContain('row');
    expect((await house.call('DELETE', `/api/api-keys/${body.id}`, { as: kim })).status).toBe(204);
  });

  it('names the field that is not right', async () => {
    const right = { name: 'x', scopes: ['tenant.configure'], expiresAt: later() };
    for (const [body, status, path] of [
      [{ ...right, scopes: [] }, 400, '/scopes'],
      [{ ...right, scopes: 'all' }, 400, '/scopes'],
      [{ ...right, expiresAt: 'tomorrow' }, 400, '/expiresAt'],
      [{ ...right, owner: 7 }, 400, '/owner'],
      [{ ...right, scopes: ['tenant.configure', 'no.such'] }, 422, '/scopes/1'],
      [{ ...right, scopes: ['user.manage'] }, 422, '/scopes/0'],
      [{ ...right, expiresAt: '2001-01-01T00:00:00Z' }, 422, '/expiresAt'],
      [{ ...right, expiresAt: '2099-01-01T00:00:00Z' }, 422, '/expiresAt'],
    ] as const) {
      const answer = await create(one.users.ADMIN, body);
      expect([answer.status, answer.body.errors[0].path]).toEqual([status, path]);
    }
  });
});
