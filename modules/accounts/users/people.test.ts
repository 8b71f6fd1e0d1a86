import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
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

describe('GET /api/people', () => {
  it('finds own users and staff by a part of login or name, in pages', async () => {
    const engineer = await makeUser(house.database, 1, { role: 'ENGINEER', name: '박_기술' });
    await assign(house.database, administrator.principal, engineer, one.tenant.id, 'PM');
    const ask = async (query: string) =>
      (await house.call('GET', `/api/people?${query}`, { as: one.users.ADMIN })).body;
    const found = await ask(`q=${encodeURIComponent('_기')}`);
    expect(found.items).toEqual([
      { id: engineer.id, login: engineer.login, name: '박_기술', role: 'PM', kind: 'staff', status: 'active' },
    ]);
    expect((await ask('kind=own')).items).toHaveLength(5);
    const first = await ask('limit=4');
    const second = await ask(`limit=4&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toHaveLength(6);
    expect((await ask(`q=${two.users.PM.login}`)).items).toEqual([]);
  });

  it('is refused without the permission, and names the field that is not right', async () => {
    expect((await house.call('GET', '/api/people', { as: one.users.PM })).status).toBe(403);
    const bad = await house.call('GET', '/api/people?kind=ghost', { as: one.users.ADMIN });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, '/kind']);
  });
});

describe('GET /api/users/:id/ways-in', () => {
  it('counts what would end, also where staff act elsewhere', async () => {
    const engineer = await makeUser(house.database, 1, { role: 'ENGINEER' });
    await assign(house.database, administrator.principal, engineer, one.tenant.id, 'PM');
    await signIn(house.database, engineer);
    await signIn(house.database, engineer, 'token');
    const away = await actIn(house.database, await signIn(house.database, engineer), one.tenant.code);
    await makeApiKey(house.database, away, ['tenant.configure']);
    const path = `/api/users/${engineer.id}/ways-in`;
    const counted = (await house.call('GET', path, { as: administrator })).body;
    expect(counted).toMatchObject({ sessions: 2, tokens: 1, apiKeys: 1, assignments: 1 });
    expect(counted.lastSeenAt).toMatch(/^\d{4}-/);
    await house.call('POST', `/api/users/${engineer.id}/disablement`, { as: administrator });
    expect((await house.call('GET', path, { as: administrator })).body).toMatchObject({ sessions: 0, apiKeys: 0 });
  });

  it('says when the open link of somebody was made and until when it works; a used one is none', async () => {
    const body = { login: 'waits.for.it@example.demo', name: '새사람', role: 'CUSTOMER' };
    const { id, invitation } = (await house.call('POST', '/api/users', { as: one.users.ADMIN, body })).body;
    const path = `/api/users/${id}`;
    const open = async () => (await house.call('GET', `${path}/ways-in`, { as: one.users.ADMIN })).body.invitation;
    const first = await open();
    expect(first).toEqual({ createdAt: expect.stringMatching(/^\d{4}-.*Z$/), expiresAt: invitation.expiresAt });
    const next = (await house.call('POST', `${path}/invitation`, { as: one.users.ADMIN })).body;
    expect(await open()).toMatchObject({ expiresAt: next.expiresAt });
    expect(next.expiresAt > invitation.expiresAt).toBe(true);
    const token = new URL(next.link).hash.replace('#token=', '');
    const password = 'quiet-lantern-47-otter';
    await house.call('POST', '/api/invitation-acceptances', { body: { token, password }, from: '10.3.0.7' });
    expect(await open()).toBeNull();
  });

  it('is 404 for a user of another tenant as for one that is not there, and refused without the permission', async () => {
    for (const id of [two.users.PM.id, 999_999]) {
      expect((await house.call('GET', `/api/users/${id}/ways-in`, { as: one.users.ADMIN })).status).toBe(404);
    }
    const refused = await house.call('GET', `/api/users/${one.users.PM.id}/ways-in`, { as: one.users.PM });
    expect(refused.status).toBe(403);
    const bad = await house.call('GET', '/api/users/x/ways-in', { as: one.users.ADMIN });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, '/id']);
  });
});

describe('POST /api/invitation-checks', () => {
  const check = (token: string, from: string) =>
    house.call('POST', '/api/invitation-checks', { body: { token }, from });

  it('tells whom a link is for, as often as one looks, and nothing once it is used', async () => {
    const { body } = await house.call('POST', '/api/users', {
      as: one.users.ADMIN,
      body: { login: 'looked.at@example.demo', name: '새사람', role: 'CUSTOMER' },
    });
    const token = new URL(body.invitation.link).hash.replace('#token=', '');
    for (const _again of [1, 2]) {
      const answer = await check(token, '10.3.0.1');
      expect(answer.body).toEqual({
        login: 'looked.at@example.demo',
        name: '새사람',
        tenant: { code: one.tenant.code, name: one.tenant.name },
        first: true,
        expiresAt: body.invitation.expiresAt,
      });
    }
    const used = await house.call('POST', '/api/invitation-acceptances', {
      body: { token, password: 'quiet-lantern-47-otter' },
      from: '10.3.0.1',
    });
    expect(used.status).toBe(201);
    const after = await check(token, '10.3.0.1');
    expect([after.status, after.body.code, after.body.errors[0].path]).toEqual([
      422,
      'accounts.invitation_invalid',
      '/token',
    ]);
  });

  it('counts made-up links as failures', async () => {
    const answers: number[] = [];
    for (let at = 0; at < 40; at++) answers.push((await check('1.x', '10.3.0.9')).status);
    expect([answers[0], answers.at(-1)]).toEqual([422, 429]);
    expect((await check('', '10.3.0.8')).body.errors[0].path).toBe('/token');
  });
});
