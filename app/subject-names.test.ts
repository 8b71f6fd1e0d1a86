import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  assign,
  type House,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
} from '#modules/accounts/factory.ts';
import { judgeRefusals } from '#platform/access/judge.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { modules } from './modules.ts';

let house: TestHouse;
let administrator: SignedIn;
let one: House;
let two: House;

beforeAll(async () => {
  house = await startTestHouse(modules);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal, { modules });
  two = await makeHouse(house.database, administrator.principal, { modules });
});
afterAll(() => house.close());

const made = async (as: SignedIn, path: string, body: object): Promise<number> =>
  (await house.call('POST', path, { as, body })).body.id;
const audited = async (as: SignedIn, action: string): Promise<{ id: unknown; name: string | null }[]> => {
  const { body } = await house.call('GET', `/api/audit?action=${action}`, { as });
  return body.items.map(
    ({ subject, subjectName }: { subject: { id: unknown } | null; subjectName: string | null }) => ({
      id: subject?.id,
      name: subjectName,
    }),
  );
};

test('the audit calls keys, saved views and staff by the names that they have', async () => {
  const { ADMIN, PM } = one.users;
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const key = await made(ADMIN, '/api/api-keys', { name: '재고 연동', scopes: ['tenant.configure'], expiresAt });
  await house.call('DELETE', `/api/api-keys/${key}`, { as: ADMIN });
  expect(await audited(PM, 'api_key.create')).toEqual([{ id: key, name: '재고 연동' }]);
  expect(await audited(PM, 'api_key.revoke')).toEqual([{ id: key, name: '재고 연동' }]);
  const view = await made(PM, '/api/ticket-views', { name: '급한 일', search: {} });
  expect(await audited(ADMIN, 'ticket_view.create')).toEqual([{ id: view, name: '급한 일' }]);
  const engineer = await makeUser(house.database, 1, { role: 'ENGINEER', name: '강도윤' });
  await assign(house.database, administrator.principal, engineer, one.tenant.id, 'PM');
  await house.call('GET', `/api/access/explanation?user=${engineer.id}&action=user.manage`, { as: ADMIN });
  expect(await audited(ADMIN, 'access.explain')).toEqual([{ id: engineer.id, name: '강도윤' }]);
});

test('whoever knocks at another tenant learns no name; the owner reads which thing it was', async () => {
  const thief = two.users.ADMIN;
  const { body } = await house.call('GET', '/api/numbering-rules', { as: one.users.ADMIN });
  const [rule] = body.items as { id: number; name: string }[];
  const view = await made(one.users.PM, '/api/ticket-views', { name: '남몰래', search: {} });
  expect((await house.call('GET', `/api/numbering-rules/${rule?.id}/ledger`, { as: thief })).status).toBe(404);
  expect((await house.call('DELETE', `/api/ticket-views/${view}`, { as: thief })).status).toBe(404);
  expect(await audited(thief, 'numbering_rule.read')).toEqual([{ id: rule?.id, name: null }]);
  expect(await audited(thief, 'ticket.read')).toEqual([{ id: view, name: null }]);
  await judgeRefusals(house.kernel);
  expect(await audited(one.users.ADMIN, 'access.foreign_attempt')).toEqual([
    { id: view, name: '남몰래' },
    { id: rule?.id, name: rule?.name },
  ]);
});
