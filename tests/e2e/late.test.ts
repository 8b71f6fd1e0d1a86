import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, seriousFindings, type Visit, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

const focusedName = "document.activeElement.getAttribute('aria-label')";

/** Code of that name does not come until the answer is called; then it is lost, or it comes. */
const holdCode = async ({ page }: Visit, name: string) => {
  const { promise, resolve } = Promise.withResolvers<'lost' | 'there'>();
  await page.route(`**/assets/${name}-*`, async (route) => {
    await ((await promise) === 'there' ? route.continue() : route.abort());
  });
  return resolve;
};

test('a menu whose code was lost once says so, and opens at the next click', async () => {
  const visit = await world.enter(world.kim);
  const { page, go, say } = visit;
  const answer = await holdCode(visit, 'UserChoices');
  answer('lost');
  await go('/tickets');
  const mine = page.getByRole('button', { name: /^내 메뉴/ });
  await mine.click();
  await page.getByText(say('This could not be loaded')).waitFor();
  await page.unrouteAll();
  await mine.click();
  await page.getByRole('menuitem', { name: say('Sign out') }).waitFor();
});

test('a menu that comes late takes the focus from nobody', async () => {
  const visit = await world.enter(world.kim);
  const { page, go, say } = visit;
  const answer = await holdCode(visit, 'UserChoices');
  await go('/tickets');
  const mine = page.getByRole('button', { name: /^내 메뉴/ });
  await mine.click();
  const search = page.getByRole('textbox', { name: say('Search requests') });
  await search.fill('프린');
  answer('there');
  await page.waitForResponse('**/assets/UserChoices-*');
  await page.keyboard.type('터');
  await page.waitForURL(/q=/);
  expect(await search.inputValue()).toBe('프린터');
  expect(await page.getByRole('menu').count()).toBe(0);
  await mine.click();
  await page.getByRole('menuitem', { name: say('Sign out') }).waitFor();
});

test('a filter of the address stays while its menu is open, also without a value', async () => {
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go('/tickets?status=received');
  await page.locator('[data-chip] button').first().click();
  await page.getByRole('menuitemcheckbox', { name: say('Received') }).click();
  await page.waitForURL((url) => url.search === '');
  await page.getByRole('menuitemcheckbox', { name: say('Assigned') }).click();
  await page.waitForURL(/status=assigned/);
});

test('what is typed before the palette is there is its own, and Escape leads back', async () => {
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { page, go, say } = visit;
  const answer = await holdCode(visit, 'Palette');
  await go('/tickets');
  const search = page.getByRole('textbox', { name: say('Search requests') });
  await search.focus();
  await page.keyboard.press('Control+k');
  const begun = page.getByRole('dialog').getByRole('textbox', { name: say('Search and commands') });
  await begun.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await begun.waitFor({ state: 'detached' });
  expect(await page.evaluate(focusedName)).toBe(say('Search requests'));

  await page.keyboard.press('Control+k');
  await page.keyboard.type('로그이');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('아웃');
  answer('there');
  const field = page.getByRole('combobox', { name: say('Search and commands') });
  await field.waitFor();
  expect(await field.inputValue()).toBe('로그아웃');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(focusedName)).toBe(say('Search requests'));
});

test('the number that confirms a move for good is typed anew each time; the reason is kept', async () => {
  const { id, number } = await world.openTicket('돌려보낼 요청');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  const begin = async () => {
    await page.getByRole('button', { name: say('More actions') }).click();
    await page.getByRole('menuitem', { name: say('Reject') }).click();
    const dialog = page.getByRole('dialog');
    const typed = dialog.getByLabel(say('Type {{name}} to confirm', { name: number }));
    await typed.waitFor();
    return { dialog, typed, reason: dialog.getByLabel(say('Reason')) };
  };
  const first = await begin();
  await first.reason.fill('다른 부서의 일');
  await first.typed.fill(number);
  await page.keyboard.press('Escape');
  await first.dialog.waitFor({ state: 'detached' });
  const again = await begin();
  expect(await again.reason.inputValue()).toBe('다른 부서의 일');
  expect(await again.typed.inputValue()).toBe('');
});

test('what runs is asked about before a reload, with the tray folded too, but never holds back a sign-out', async () => {
  await world.openTicket('오래 걸리는 요청');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await go('/tickets');
  const row = page.getByRole('row').filter({ hasText: '오래 걸리는 요청' });
  // Never answered: it runs until the tab ends.
  await page.route('**/api/tickets/*/transitions', () => undefined);
  await row.getByRole('checkbox').click();
  await page.getByRole('button', { name: say('Take them') }).click();
  await page.getByRole('button', { name: say('Fold it up'), exact: true }).click();
  await page.getByRole('button', { name: `${say('Jobs and their results')}: 0/1` }).waitFor();
  await page.evaluate('setTimeout(() => location.reload())');
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await page.getByRole('button', { name: /^내 메뉴/ }).click();
  await page.getByRole('menuitem', { name: say('Sign out') }).click();
  await page.waitForURL(/sign-in/);
  expect(asked).toEqual(['beforeunload']);
});

test('the name of a picture stays while the pointer is on it, and goes by Escape', async () => {
  const { page, go } = await world.enter(world.kim);
  await go('/tickets');
  await page.getByRole('button', { name: /^내 메뉴/ }).waitFor();
  const hint = page.locator('body > span[aria-hidden="true"]');
  const button = page.locator('header [data-state][role="img"]').first();
  await button.hover();
  await hint.waitFor();
  await hint.hover();
  await page.waitForTimeout(500);
  expect(await hint.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await hint.waitFor({ state: 'detached' });
  await page.mouse.move(5, 500);
  await button.hover();
  await hint.waitFor();
  await page.mouse.move(5, 500);
  await hint.waitFor({ state: 'detached' });
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
