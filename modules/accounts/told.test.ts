import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { type House, makeHouse, makeProviderAdministrator, makeUser, type SignedIn } from './factory.ts';
import { accounts } from './module.ts';

let house: TestHouse;
let administrator: SignedIn;
let one: House;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

/** What live lists are told of a thing, in order, and where. */
const told = (topic: string, id: number) =>
  house.database.asAdmin(
    'select tenant_id, change, version from madang.outbox where topic = $1 and subject_id = $2 order by id',
    [topic, id],
  );

it('live lists of users are told of everything that a row shows', async () => {
  const as = one.users.ADMIN;
  const invited = await house.call('POST', '/api/users', {
    as,
    body: { login: 'told@example.demo', name: '한소식', role: 'CUSTOMER' },
  });
  const { id, version, invitation } = invited.body;
  const token = new URL(invitation.link).hash.replace('#token=', '');
  const accepted = await house.call('POST', '/api/invitation-acceptances', {
    body: { token, password: 'quiet-lantern-47-otter' },
    from: '10.2.0.9',
  });
  const own = { headers: { cookie: `madang_session=${accepted.cookies.madang_session}` } };
  const account = await house.call('GET', '/api/account', { as: own });
  const renamed = await house.call('PATCH', '/api/account', {
    as: own,
    body: { name: '한소리' },
    headers: { 'if-match': String(account.headers.etag) },
  });
  const promoted = await house.call('PATCH', `/api/users/${id}`, {
    as,
    body: { role: 'PM' },
    headers: { 'if-match': String(renamed.headers.etag) },
  });
  const disabled = await house.call('POST', `/api/users/${id}/disablement`, { as });
  const enabled = await house.call('DELETE', `/api/users/${id}/disablement`, { as });
  const tenant_id = one.tenant.id;
  expect(await told('users', id)).toEqual([
    { tenant_id, change: 'created', version },
    { tenant_id, change: 'active', version: account.body.version },
    { tenant_id, change: 'changed', version: renamed.body.version },
    { tenant_id, change: 'changed', version: promoted.body.version },
    { tenant_id, change: 'disabled', version: disabled.body.version },
    { tenant_id, change: 'active', version: enabled.body.version },
  ]);
});

it('live lists of assignments are told where they stand: in the provider', async () => {
  const engineer = await makeUser(house.database, 1, { role: 'ENGINEER' });
  const body = { userId: engineer.id, tenantId: one.tenant.id, role: 'ENGINEER' };
  const { id } = (await house.call('POST', '/api/assignments', { as: administrator, body })).body;
  await house.call('DELETE', `/api/assignments/${id}`, { as: administrator });
  expect(await told('assignments', id)).toEqual([
    { tenant_id: 1, change: 'created', version: 1 },
    { tenant_id: 1, change: 'removed', version: 2 },
  ]);
});

it('what the provider does to an organization is told in the provider, what it does to itself in itself', async () => {
  const made = await house.call('POST', '/api/tenants', {
    as: administrator,
    body: { code: 'TOLD', name: '새소식', kind: 'company' },
  });
  const { id } = made.body;
  const path = `/api/tenants/${id}`;
  const headers = { 'if-match': String((await house.call('GET', path, { as: administrator })).headers.etag) };
  const changed = await house.call('PATCH', path, { as: administrator, body: { name: '헌소식' }, headers });
  expect(await told('tenants', id)).toEqual([
    { tenant_id: 1, change: 'created', version: 1 },
    { tenant_id: 1, change: 'changed', version: changed.body.version },
  ]);
  const as = one.users.ADMIN;
  const before = await house.call('GET', '/api/tenant', { as });
  const own = await house.call('PATCH', '/api/tenant', {
    as,
    body: { name: '제 이름' },
    headers: { 'if-match': String(before.headers.etag) },
  });
  expect(await told('tenant_settings', one.tenant.id)).toEqual([
    { tenant_id: one.tenant.id, change: 'changed', version: own.body.version },
  ]);
});
