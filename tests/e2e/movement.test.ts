import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, openWorld, seriousFindings, type Visit, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

const openPalette = async ({ page, say }: Visit) => {
  // The key is heard once the house stands.
  await page.getByRole('button', { name: /^(?:내 메뉴|My menu)/ }).waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: say('Search and commands') });
  await field.waitFor();
  return field;
};
const focusedName = "document.activeElement.getAttribute('aria-label')";
const meant = ({ page }: Visit) => page.locator('[role="option"][aria-selected="true"]');

describe.each<Language>(['ko', 'en'])('the palette (%s)', (language) => {
  test('finds a request by number and by words, and pages and commands by name, with the keyboard alone', async () => {
    const { number } = await world.openTicket(`토너가 떨어진 복합기 ${language}`);
    const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN', language });
    const { page, go, say } = visit;
    await go('/tickets');
    await page.getByRole('table').waitFor();
    await openPalette(visit);
    expect(await meant(visit).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.type(number);
    await page.getByRole('option', { name: `토너가 떨어진 복합기 ${language}` }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => meant(visit).textContent()).toContain('토너가');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `토너가 떨어진 복합기 ${language}` }).waitFor();

    await openPalette(visit);
    await page.keyboard.type(say('Write an internal note'));
    await expect.poll(() => meant(visit).textContent()).toContain(say('Write an internal note'));
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(focusedName)).toBe(say('Internal note'));

    // Also from within a field, and back into it.
    await openPalette(visit);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(focusedName)).toBe(say('Internal note'));

    await go('/tickets');
    await page.getByRole('table').waitFor();
    await openPalette(visit);
    await page.getByRole('group', { name: say('Looked at lately') }).waitFor();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => meant(visit).textContent()).toContain('토너가 떨어진 복합기');
    await page.keyboard.type('qqqxz');
    await expect.poll(() => meant(visit).textContent()).toContain('qqqxz');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=qqqxz/);
  });
});

test('the palette keeps the focus in its field, gives it back, and goes by a press beside it', async () => {
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { page, go, say } = visit;
  await go('/tickets');
  const search = page.getByRole('textbox', { name: say('Search requests') });
  await search.focus();
  const field = await openPalette(visit);
  await page.keyboard.press('Tab');
  await page.getByRole('dialog').locator('svg').first().click();
  expect(await page.evaluate(focusedName)).toBe(say('Search and commands'));
  await page.mouse.click(5, 5);
  await field.waitFor({ state: 'detached' });
  expect(await page.evaluate(focusedName)).toBe(say('Search requests'));

  await openPalette(visit);
  await page.keyboard.type(say('New request'));
  await expect.poll(() => meant(visit).textContent()).toContain(say('New request'));
  await page.keyboard.press('Enter');
  await page.getByLabel(say('Title')).waitFor();
  expect(await page.evaluate(focusedName)).not.toBe(say('Search requests'));
});

test('the palette finds by first consonants, switches the language and the organization', async () => {
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { page, go, say } = visit;
  await go('/tickets');
  await page.getByRole('table').or(page.getByRole('status')).first().waitFor();
  await openPalette(visit);
  await page.keyboard.type('ㅅㅇㅊ');
  await expect.poll(() => meant(visit).textContent()).toContain(say('New request'));
  await page.keyboard.press('Enter');
  await page.getByLabel(say('Title')).waitFor();
  await openPalette(visit);
  await page.keyboard.type('English');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'New request' }).waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
  await page.keyboard.type('서울도서');
  await page.getByRole('option', { name: /서울도서관/ }).waitFor();
  await page.keyboard.press('Enter');
  // A full load, and with it the language that this visit came with.
  await page.getByText(say('Working in: {{tenant}}', { tenant: '서울도서관' })).waitFor();
});

test('a failing search is told, and what needs no server still works', async () => {
  const visit = await world.enter(world.kim);
  const { page, go, say } = visit;
  await go('/tickets');
  await page.route('**/api/tickets?*q=*', (route) => route.abort());
  await openPalette(visit);
  await page.keyboard.type('프린터');
  await page.getByText(say('No connection to the server. Check the network and try again.')).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('로그아웃');
  await expect.poll(() => meant(visit).textContent()).toContain(say('Sign out'));
});

test('two who look at the same request see each other and who writes; its customer sees nobody', async () => {
  const { id } = await world.openTicket('둘이 보는 요청');
  const manager = await world.makeColleague('서영희');
  const mine = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const theirs = await world.enter(manager, { language: 'en' });
  const customer = await world.enter(world.kim);
  for (const { go, page } of [mine, theirs, customer]) {
    await go(`/tickets/${id}`);
    await page.getByRole('heading', { name: '둘이 보는 요청' }).waitFor();
  }
  const looking = (visit: Visit, name: string) =>
    visit.page
      .getByRole('status')
      .filter({ hasText: visit.say('Also looking at this request: {{names}}', { names: '' }) })
      .filter({ hasText: name });
  await looking(mine, '서영희').waitFor();
  await looking(theirs, '박기술').waitFor();
  await theirs.page.getByRole('textbox', { name: 'Reply' }).fill('I am on it');
  await mine.page.getByText(mine.say('Writing now: {{names}}', { names: '서영희' }), { exact: true }).waitFor();
  expect(await seriousFindings(mine.page)).toEqual([]);
  expect(await customer.page.locator('body').textContent()).not.toMatch(/서영희|박기술/);
  await theirs.page.getByRole('textbox', { name: 'Reply' }).fill('');
  await mine.page
    .getByText(mine.say('Writing now: {{names}}', { names: '서영희' }), { exact: true })
    .waitFor({ state: 'detached' });
  await theirs.page.close();
  await looking(mine, '서영희').waitFor({ state: 'detached' });
});

test('a changed fact is put back by z, unless somebody has changed it since', async () => {
  const { id } = await world.openTicket('되돌릴 요청');
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { page, go, say } = visit;
  await go(`/tickets/${id}`);
  const choose = async (from: string, to: string): Promise<void> => {
    await page.getByRole('button', { name: say(from), exact: true }).click();
    await page.getByRole('menuitemradio', { name: say(to) }).click();
    await page.getByText('영향을 바꿨습니다').last().waitFor();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  await choose('Some people', 'Everybody');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('z');
  await page.getByRole('button', { name: say('Some people'), exact: true }).waitFor();
  await expect.poll(async () => (await world.readTicket(id)).impact).toBe(2);

  // In a field the key is a letter, and Ctrl+Z the field's own.
  await choose('Some people', 'Everybody');
  await page.getByRole('textbox', { name: say('Reply') }).fill('z');
  await page.keyboard.press('Control+z');
  expect((await world.readTicket(id)).impact).toBe(1);
  await page
    .getByRole('button', { name: say('Undo') })
    .last()
    .click();
  await expect.poll(async () => (await world.readTicket(id)).impact).toBe(2);

  await choose('Some people', 'Everybody');
  await world.changeTicket(id, { impact: 3 });
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('z');
  await page.getByText(say('Somebody else has changed this since. Look at what stands there now.')).waitFor();
  expect((await world.readTicket(id)).impact).toBe(3);
});

test('taking a request that had nobody says why it cannot be undone', async () => {
  const { id } = await world.openTicket('맡을 요청');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  await page.getByRole('button', { name: say('Take it') }).click();
  await page.getByText(say('A request cannot go back to nobody. To hand it on, assign somebody else.')).waitFor();
  await page.getByRole('button', { name: say('Start work') }).click();
  await page.getByRole('button', { name: say('Undo') }).click();
  await page.getByRole('button', { name: say('Start work') }).waitFor();
  await expect.poll(async () => (await world.readTicket(id)).status).toBe('assigned');
});

test('a new version is told quietly, loses nothing, and code that is gone leaves the page as it is', async () => {
  const { id } = await world.openTicket('새 버전 요청');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  const reply = page.getByRole('textbox', { name: say('Reply') });
  await reply.fill('쓰던 답변');
  const bar = page.getByText(say('A new version is there. What you wrote is kept.'));
  await page.route('**/assets/KeysDialog*', (route) => route.abort());
  await reply.press('Escape');
  await page.keyboard.press('Shift+Slash');
  await bar.waitFor();
  await page.getByRole('heading', { name: '새 버전 요청' }).waitFor();
  await page.getByRole('button', { name: say('Later') }).click();
  await bar.waitFor({ state: 'detached' });

  await page.reload();
  await page.getByRole('heading', { name: '새 버전 요청' }).waitFor();
  await page.route('**/api/tickets/*/comments', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'madang-build': 'a-newer-one' } });
  });
  await reply.fill('쓰던 답변, 그리고 더');
  await page.keyboard.press('Control+Enter');
  await bar.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await reply.fill('다음 답변');
  await page.getByRole('button', { name: say('Reload') }).click();
  await page.getByRole('heading', { name: '새 버전 요청' }).waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: say('Reply') }).inputValue()).toBe('다음 답변');
});

test.each([1440, 390])('at %i pixels the keyboard alone finds, opens and answers a request', async (width) => {
  await world.openTicket(`자판으로만 ${width}`);
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN', width, height: 844 });
  const { page, go, say } = visit;
  await go('/tickets');
  await page.getByRole('table').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe(say('Skip to the content'));
  await page.keyboard.press('Enter');
  await openPalette(visit);
  await page.keyboard.type(`자판으로만 ${width}`);
  await page.getByRole('option', { name: new RegExp(`^자판으로만 ${width}`) }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `자판으로만 ${width}` }).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('자판으로 쓴 답변');
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('list', { name: say('Conversation') })
    .getByText('자판으로 쓴 답변')
    .waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Slash');
  const help = page.getByRole('dialog', { name: say('Keys') });
  for (const name of ['Search and commands', 'Undo', 'Search', 'Write a reply', 'Requests'] as const) {
    await help.getByText(say(name), { exact: true }).waitFor();
  }
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a change of page is read out, and the focus stands at its beginning', async () => {
  await world.openTicket('읽어 주는 요청');
  const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go('/tickets');
  await page.getByRole('link', { name: '읽어 주는 요청' }).click();
  await page.getByRole('status').filter({ hasText: '읽어 주는 요청' }).first().waitFor({ state: 'attached' });
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main');
});

test('cookies that are off are told before somebody types a password in vain', async () => {
  const { page, go, say } = await world.enter(null);
  await page.addInitScript("Object.defineProperty(navigator, 'cookieEnabled', { get: () => false })");
  await go('/sign-in');
  await page.getByText(say('Cookies are off')).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
