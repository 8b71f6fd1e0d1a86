import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actIn, type MadeUser, makeUser, type SignedIn, signIn } from '#modules/accounts/factory.ts';
import { openWorld, password, seriousFindings, type World } from './world.ts';

let world: World;
let admin: MadeUser;
let desk: SignedIn;

beforeAll(async () => {
  world = await openWorld();
  admin = await makeUser(world.house.database, world.ilshin.id, {
    role: 'ADMIN',
    login: 'admin@ilshin.demo',
    name: '최관리',
    password,
  });
  desk = await actIn(world.house.database, await signIn(world.house.database, world.engineer), 'ILSHIN');
});
afterAll(async () => {
  await world.close();
});

const house = () => ({ host: new URL(world.address).host, origin: world.address });
/** A machine that does other things too takes its time. */
const slow = { timeout: 15_000 };

/** A change by the technician past the screen. */
const ask = async (method: 'POST' | 'PATCH', path: string, body: object): Promise<void> => {
  const headers = { ...house(), 'if-match': '*' };
  const { status } = await world.house.call(method, path, { as: desk, headers, body });
  expect(status).toBe(200);
};
const take = (id: number): Promise<void> =>
  ask('POST', `/api/tickets/${id}/transitions`, { action: 'assign', assigneeId: world.engineer.id });
const yesterday = new Date(Date.now() - 24 * 60 * 60_000).toISOString();

describe.each(['ko', 'en'] as const)('the first page, in %s,', (language) => {
  test('asks a customer one question, keeps the words, and says whose move it is', async () => {
    const solved = await world.openTicket(`복합기 드럼 교체 ${language}`);
    const waiting = await world.openTicket(`계정 잠김 ${language}`);
    for (const { id } of [solved, waiting]) await take(id);
    const { page, go, say } = await world.enter(world.kim, { language });
    await go('/');
    const mine = page.getByRole('list', { name: say('My open requests') });
    const line = mine.getByRole('link', { name: waiting.number });
    await line.getByText(say('{{name}} is working on it', { name: '박기술' })).waitFor();
    // Both move while the page is open.
    await ask('POST', `/api/tickets/${waiting.id}/transitions`, { action: 'start' });
    await ask('POST', `/api/tickets/${waiting.id}/transitions`, {
      action: 'wait_customer',
      comment: '언제부터인가요?',
    });
    await ask('POST', `/api/tickets/${solved.id}/transitions`, { action: 'resolve', resolution: '드럼을 바꿨습니다.' });
    await page
      .getByRole('list', { name: say('Waiting for your answer') })
      .getByRole('link', { name: waiting.number })
      .waitFor();
    expect(await line.count()).toBe(0);
    const confirm = page.getByRole('list', { name: say('Solved: does it work now?') });
    await confirm.getByRole('link', { name: solved.number }).waitFor();

    const question = page.getByRole('textbox', { name: say('What can we help you with?') });
    await question.fill('복합기 드럼');
    await page
      .getByRole('list', { name: say('Similar requests') })
      .getByRole('link', { name: solved.number })
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await question.fill('복합기 드럼을 또 바꿔 주세요');
    await page.reload();
    await expect.poll(() => question.inputValue(), slow).toBe('복합기 드럼을 또 바꿔 주세요');
    await page.getByRole('button', { name: say('Continue the request') }).click();
    await page.waitForURL('**/tickets/new');
    expect(await page.getByLabel(say('Title')).inputValue()).toBe('복합기 드럼을 또 바꿔 주세요');
  });

  test('is an engineer’s day: next due first, what is late, what nobody has, what burns, what is new', async () => {
    const late = await world.openTicket(`백업 실패 확인 ${language}`);
    const someday = await world.openTicket(`문서 정리 ${language}`);
    const burning = await world.openTicket(`전체 인터넷 끊김 ${language}`, { kind: 'incident' });
    for (const { id } of [someday, late]) await take(id);
    await ask('PATCH', `/api/tickets/${late.id}`, { due: yesterday });
    const { page, go, say } = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    await go('/');
    const day = page.getByRole('list', { name: say('My day') });
    await day.getByRole('link', { name: late.number }).getByText(say('Overdue')).waitFor();
    const order = await day.getByRole('link').allInnerTexts();
    const place = (number: string): number => order.findIndex((words) => words.includes(number));
    expect(place(late.number)).toBeLessThan(place(someday.number));
    await page
      .getByRole('list', { name: say('Open incidents') })
      .getByRole('link', { name: burning.number })
      .waitFor();
    const free = page.getByRole('list', { name: say('Unassigned') });
    await free.getByRole('link', { name: burning.number }).waitFor();
    const changed = page.getByRole('list', { name: say('Changed lately') });
    await changed.getByRole('link', { name: late.number }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await take(burning.id);
    await expect.poll(() => free.getByRole('link', { name: burning.number }).count(), slow).toBe(0);
  });
});

test('an administrator sees the first steps, who is in, who was refused, and can put the steps away', async () => {
  const kim = await signIn(world.house.database, world.kim);
  expect((await world.house.call('GET', '/api/users', { as: kim, headers: house() })).status).toBe(403);
  const { page, go, say } = await world.enter(admin);
  await go('/');
  await page.getByRole('heading', { name: say('First steps') }).waitFor();
  await page.getByRole('link', { name: say('Check your organization’s details') }).waitFor();
  const refused = page.getByRole('list', { name: say('Denied in the last 7 days') });
  await refused.getByText('kim@ilshin.demo').first().waitFor();
  await page.getByText(new RegExp(say('{{count}} people have an account here.', { count: '\\d+' }))).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: say('Hide') }).click();
  await page.reload();
  await page.getByRole('heading', { name: say('People') }).waitFor();
  expect(await page.getByRole('heading', { name: say('First steps') }).count()).toBe(0);
});

test('a part that fails, fails alone, and can be asked again', async () => {
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await page.route(/\/api\/tickets\?.*kind=incident/, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"http.internal"}' }),
  );
  await go('/');
  await page.getByRole('list', { name: say('My day') }).waitFor();
  await page.getByRole('alert').getByText(say('This could not be loaded')).waitFor();
  await page.unroute(/\/api\/tickets\?.*kind=incident/);
  await page.getByRole('button', { name: say('Try again') }).click();
  await page.getByRole('list', { name: say('Open incidents') }).waitFor();
});

test('a part that is refused says what it needs and whom to ask, and the rest stays', async () => {
  const { page, go, say } = await world.enter(admin);
  const refusal = { code: 'access.role_lacks_function', gate: 'permission', action: 'audit.read' };
  await page.route(/\/api\/audit\?/, (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) }),
  );
  await go('/');
  const part = page.getByRole('region', { name: say('Denied in the last 7 days') }).getByRole('alert');
  await part.getByText(say('View the audit log')).waitFor();
  await part.getByText(say('Ask an administrator of {{tenant}}.', { tenant: world.ilshin.name })).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByText(new RegExp(say('{{count}} people have an account here.', { count: '\\d+' }))).waitFor();
});

test('a customer is told that their questions could not be loaded, also when all else was', async () => {
  const { page, go, say } = await world.enter(world.kim);
  await page.route(/\/api\/tickets\?.*status=waiting_customer/, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"http.internal"}' }),
  );
  await go('/');
  await page.getByRole('alert').getByText(say('This could not be loaded')).waitFor();
});

test('an address that no page has says what may be, and searches', async () => {
  const { page, go, say } = await world.enter(world.kim);
  await go('/no/such/page');
  await page.getByRole('heading', { name: say('There is nothing here') }).waitFor();
  await page.getByText('작업 중인 기관은 일신산업입니다').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('textbox', { name: say('Search for it') }).fill('복합기');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tickets\?q=/);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
