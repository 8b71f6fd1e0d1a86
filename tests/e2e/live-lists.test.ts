import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeUser } from '#modules/accounts/factory.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { openWorld, seriousFindings, type Visit, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

/** What another administrator does, from a window that nobody looks at. */
const callAs = async ({ context }: Visit, method: string, path: string, data?: object): Promise<{ id: number }> => {
  const answer = await context.request.fetch(`${world.address}/api${path}`, {
    method,
    headers: { origin: world.address, ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}) },
    ...(data === undefined ? {} : { data }),
  });
  return answer.status() === 204 ? { id: 0 } : await answer.json();
};

test('lists of users, organizations and assignments follow what another administrator does', async () => {
  const chief = await makeUser(world.house.database, PROVIDER_TENANT_ID, { role: 'ADMIN', name: '문가온' });
  const other = await makeUser(world.house.database, PROVIDER_TENANT_ID, { role: 'ADMIN', name: '문나래' });
  const engineer = await makeUser(world.house.database, PROVIDER_TENANT_ID, { role: 'PM', name: '서지안' });
  const far = await world.enter(other);
  const { page, go, say } = await world.enter(chief);

  await go('/admin/users');
  await page.getByRole('link', { name: '서지안' }).waitFor();
  const { id } = await callAs(far, 'POST', '/users', {
    login: 'live@hanbit.demo',
    name: '한새봄',
    role: 'ENGINEER',
    locale: 'ko',
  });
  const row = page.getByRole('row', { name: /한새봄/ });
  await row.getByText(say('Invited')).waitFor();
  await callAs(far, 'POST', `/users/${id}/disablement`);
  await row.getByText(say('Disabled')).waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await go('/admin/tenants');
  await page.getByRole('link', { name: '일신산업' }).waitFor();
  await callAs(far, 'POST', '/tenants', { code: 'LIVE', name: '새봄약국', kind: 'pharmacy' });
  await page.getByRole('link', { name: '새봄약국' }).waitFor();

  await go('/admin/assignments');
  await page
    .getByRole('row', { name: /박기술/ })
    .first()
    .waitFor();
  const made = await callAs(far, 'POST', '/assignments', {
    userId: engineer.id,
    tenantId: world.ilshin.id,
    role: 'PM',
  });
  const assigned = page.getByRole('row', { name: /서지안.*일신산업/ });
  await assigned.waitFor();
  await callAs(far, 'DELETE', `/assignments/${made.id}`);
  await expect.poll(() => assigned.count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
