import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actIn, type SignedIn, signIn } from '#modules/accounts/factory.ts';
import { openWorld, password, seriousFindings, settled, type World } from './world.ts';

let world: World;
let desk: SignedIn;

beforeAll(async () => {
  world = await openWorld();
  desk = await actIn(world.house.database, await signIn(world.house.database, world.engineer), 'ILSHIN');
});
afterAll(async () => {
  await world.close();
});

/** Somebody else cancels it, past this screen. */
const endTicket = async (id: number): Promise<void> => {
  const headers = { host: new URL(world.address).host, origin: world.address };
  const path = `/api/tickets/${id}/transitions`;
  expect((await world.house.call('POST', path, { as: desk, headers, body: { action: 'cancel' } })).status).toBe(200);
};

test('a session that ends in the middle of a reply loses nothing', async () => {
  const { id } = await world.openTicket('중간에 끊긴 답변');
  const { page, go, say, context } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByRole('textbox', { name: say('Reply') }).fill('아직 보내지 않은 답변');
  await settled(page);
  await context.clearCookies();
  await page.getByRole('button', { name: say('Send the reply') }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByText(say('Your session has ended. Sign in again; what you wrote is still there.')).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // Signing in leads back into the organization and to the request, not to the provider.
  await page.getByLabel(say('Login')).fill(world.engineer.login);
  await page.getByLabel(say('Password'), { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/tickets/${id}`);
  await page.getByRole('heading', { name: '중간에 끊긴 답변' }).waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: say('Reply') }).inputValue()).toBe('아직 보내지 않은 답변');
});

test('who may not work any more where a session ended is told so at the provider', async () => {
  const { id } = await world.openTicket('더는 내 기관이 아닌 요청');
  const { page, go, say, context } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByRole('heading', { name: '더는 내 기관이 아닌 요청' }).waitFor();
  await settled(page);
  await context.clearCookies();
  await page.getByRole('textbox', { name: say('Reply') }).fill('x');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/sign-in/);
  await page.route('**/api/session/acting-tenant', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 404, code: 'access.not_found', title: 'x', detail: null, requestId: null }),
    }),
  );
  await page.getByLabel(say('Login')).fill(world.engineer.login);
  await page.getByLabel(say('Password'), { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByText(say('You may not work in {{tenant}} any more', { tenant: '일신산업' })).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('two who change the same fact both see both versions', async () => {
  const { id } = await world.openTicket('겹치는 변경', { body: '한 줄.\n\n'.repeat(60) });
  // On a phone, where the fact that jumps back is far from where it is told.
  const mine = await world.enter(world.engineer, { actingIn: 'ILSHIN', width: 390, height: 844 });
  const theirs = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  for (const { go, page } of [mine, theirs]) {
    await go(`/tickets/${id}`);
    await page.getByRole('heading', { name: '겹치는 변경' }).waitFor();
  }
  // My page hears nothing of what happens meanwhile.
  await mine.page.route('**/api/tickets/*', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  );
  await theirs.page.getByRole('button', { name: theirs.say('Some people') }).click();
  await theirs.page.getByRole('menuitemradio', { name: theirs.say('Everybody') }).click();
  await theirs.page.getByText(theirs.say('High'), { exact: true }).first().waitFor();
  await mine.page.waitForTimeout(500);
  await mine.page.getByRole('button', { name: mine.say('Some people') }).click();
  await mine.page.unroute('**/api/tickets/*');
  await mine.page.getByRole('menuitemradio', { name: mine.say('One person') }).click();
  const conflict = mine.page.getByRole('alert');
  await conflict.getByText(mine.say('Everybody')).waitFor();
  await conflict.getByText(mine.say('One person')).waitFor();
  const edges = () =>
    conflict.evaluate((notice) => {
      const { top, bottom } = notice.getBoundingClientRect();
      return top >= 0 && bottom <= 844;
    });
  await expect.poll(edges).toBe(true);
  expect(await seriousFindings(mine.page)).toEqual([]);
  await conflict.getByRole('button', { name: mine.say('Save mine') }).click();
  await conflict.waitFor({ state: 'detached' });
  await mine.page.getByRole('button', { name: mine.say('One person') }).waitFor();
  await theirs.page.getByRole('button', { name: theirs.say('One person') }).waitFor();
});

test('a request that ends while one types says so, and what was typed goes along into a new one', async () => {
  const { id } = await world.openTicket('쓰는 동안 끝난 요청');
  const { page, go, say } = await world.enter(world.kim);
  await go(`/tickets/${id}`);
  await page.getByRole('textbox', { name: say('Reply') }).fill('덧붙일 말이 있습니다');
  await endTicket(id);
  await page.getByText(say('The request has ended. If the same happens again, send a new request.')).waitFor();
  await page
    .getByRole('status')
    .filter({ hasText: say('The request has ended. This reply was not sent:') })
    .getByText('덧붙일 말이 있습니다')
    .waitFor();
  expect(await page.getByRole('textbox', { name: say('Reply') }).count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await page
    .locator('main')
    .getByRole('link', { name: say('New request') })
    .last()
    .click();
  await page.waitForURL('**/tickets/new');
  await expect.poll(() => page.getByLabel(say('Description')).inputValue()).toBe('덧붙일 말이 있습니다');
});

test('colleagues keep their notes when a request has ended', async () => {
  const { id } = await world.openTicket('끝난 뒤의 메모');
  await endTicket(id);
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByText(say('The request has ended. Only notes for colleagues can be added.')).waitFor();
  await page.getByRole('textbox', { name: say('Internal note') }).fill('남겨 둘 메모');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('list', { name: say('Conversation') })
    .getByText('남겨 둘 메모')
    .waitFor();
});

test('a reply that is too long says the limit before it is sent; a note comes back as a note', async () => {
  const { id } = await world.openTicket('너무 긴 답변');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByRole('button', { name: say('Internal note') }).click();
  const note = page.getByRole('textbox', { name: say('Internal note') });
  await note.fill('x'.repeat(100_003));
  await page.getByText(say('Too long by {{excess}}. Shorten it, or send it in parts.', { excess: '3' })).waitFor();
  expect(await page.getByRole('button', { name: say('Add the note') }).isDisabled()).toBe(true);
  await note.fill('메모였습니다');
  await page.waitForTimeout(400);
  await page.reload();
  await expect.poll(() => note.inputValue()).toBe('메모였습니다');
});

test('a title that two change at once is shown in both versions', async () => {
  const { id } = await world.openTicket('겹치는 제목');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByRole('button', { name: say('Change the title') }).click();
  await page.getByRole('textbox', { name: say('Title') }).fill('내 제목');
  await world.changeTicket(id, { title: '다른 사람의 제목' });
  // The page has heard of it by now, and one types on.
  await page.waitForTimeout(1500);
  await page.keyboard.press('Enter');
  const conflict = page.getByRole('alert');
  await conflict.getByText('내 제목').waitFor();
  await conflict.getByText('다른 사람의 제목').waitFor();
  expect((await world.readTicket(id)).title).toBe('다른 사람의 제목');
  await conflict.getByRole('button', { name: say('Save mine') }).click();
  await page.getByRole('heading', { name: '내 제목' }).waitFor();
});

test('a move that another has made impossible is told, and the page shows how it stands', async () => {
  const { id } = await world.openTicket('먼저 끝낸 요청');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByRole('heading', { name: '먼저 끝낸 요청' }).waitFor();
  // My page hears nothing of what happens meanwhile.
  const deaf = (route: Route) => (route.request().method() === 'GET' ? route.abort() : route.continue());
  await page.route(`**/api/tickets/${id}`, deaf);
  await endTicket(id);
  // Long enough to have given up asking.
  await page.waitForTimeout(8000);
  await page.unroute(`**/api/tickets/${id}`, deaf);
  await page.getByRole('button', { name: say('Take it') }).click();
  await page.getByText(say('Not done')).waitFor();
  await page.getByText(say('Cancelled'), { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: say('Take it') }).count()).toBe(0);
});

test('a list that cannot be loaded says so, gives a number to quote, and a way to try again', async () => {
  await world.openTicket('다시 보이는 요청');
  const { page, go, say } = await world.enter(world.kim);
  await page.route('**/api/tickets?*', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 500, code: 'http.internal', title: 'x', detail: null, requestId: 'abc-123' }),
    }),
  );
  await go('/tickets');
  await page.getByText(say('This could not be loaded')).waitFor();
  await page.getByText('abc-123').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.unroute('**/api/tickets?*');
  await page.getByRole('button', { name: say('Try again') }).click();
  await page.getByRole('link', { name: '다시 보이는 요청' }).waitFor();
});

test('a page that breaks leaves the menu standing, and a reload brings it back', async () => {
  const { page, go, say } = await world.enter(world.kim);
  await page.route('**/api/ticket-categories', (route) => route.fulfill({ json: { items: 7 } }));
  await go('/tickets/new');
  await page.getByText(say('This could not be loaded')).waitFor();
  await page.getByRole('navigation', { name: say('Main menu') }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: say('Main menu') }).click();
  await page.getByRole('link', { name: say('Requests'), exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.unroute('**/api/ticket-categories');
  await page.getByRole('button', { name: say('Reload'), exact: true }).click();
  await page.getByRole('textbox', { name: say('Title') }).waitFor();
});

test('a reply that does not arrive comes back into the box', async () => {
  const { id } = await world.openTicket('도착하지 않는 답변');
  const { page, go, say } = await world.enter(world.kim);
  await go(`/tickets/${id}`);
  await page.route('**/comments', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  const box = page.getByRole('textbox', { name: say('Reply') });
  await box.fill('도착해야 하는 글');
  await page.keyboard.press('Control+Enter');
  await page.getByText(say('It was not sent')).waitFor();
  expect(await box.inputValue()).toBe('도착해야 하는 글');
  await page.unroute('**/comments');
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('list', { name: say('Conversation') })
    .getByText('도착해야 하는 글')
    .waitFor();
  await expect.poll(() => box.inputValue()).toBe('');
  expect(await page.getByText('도착해야 하는 글').count()).toBe(1);
});

test('what is gone, or belongs to others, is told the same way', async () => {
  const { page, go, say } = await world.enter(world.kim);
  for (const path of ['/tickets/999999999', '/tickets/nothing', '/nowhere']) {
    await go(path);
    await page.getByRole('heading', { name: say('There is nothing here') }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  }
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
