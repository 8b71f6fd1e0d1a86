import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, seriousFindings, type Visit, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

/** Runs before the page's own scripts, after those of the visit. */
const before = ({ context }: Visit, script: string): Promise<unknown> => context.addInitScript(script);
const rootText = (page: Page): Promise<string | null> => page.locator('#root').textContent();

test('without JavaScript a sentence in both languages says what to do', async () => {
  const { context } = await world.enter(null);
  const bare = await context.browser()?.newContext({ javaScriptEnabled: false });
  const page = await bare?.newPage();
  if (page === undefined) throw new Error('No browser');
  await page.goto(`${world.address}/tickets`);
  const told = await page.locator('noscript p').allInnerTexts();
  expect(told.join(' ')).toMatch(/자바스크립트를 켜고 다시 여세요.*Madang needs JavaScript/);
  expect(await rootText(page)).toBe('');
  await bare?.close();
});

const storages = [
  [
    'forbidden',
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
  ],
  ['full', "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"],
] as const;

describe.each(storages)('a browser whose storage is %s', (_name, script) => {
  test('still asks, keeps what is typed while the page is open, and answers', async () => {
    const visit = await world.enter(world.kim);
    const { page, go, say } = visit;
    await before(visit, script);
    const { id } = await world.openTicket('저장소 없는 브라우저');
    await go('/');
    await page.getByRole('textbox', { name: say('What can we help you with?') }).fill('의자가 부러졌습니다');
    await page.getByRole('button', { name: say('Write a request') }).click();
    await page.waitForURL('**/tickets/new');
    const title = page.getByLabel(say('Title'));
    await expect.poll(() => title.inputValue(), { timeout: 15_000 }).toBe('의자가 부러졌습니다');
    await title.press('Control+Enter');
    await page.waitForURL(/\/tickets\/\d+$/);
    await page.getByRole('heading', { name: '의자가 부러졌습니다' }).waitFor();

    await go(`/tickets/${id}`);
    await page.getByRole('textbox', { name: say('Reply') }).fill('그래도 답합니다');
    await page.getByRole('button', { name: say('Send the reply') }).click();
    await page
      .getByRole('list', { name: say('Conversation') })
      .getByText('그래도 답합니다')
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test.each([-1, 1])('a computer whose clock is %i day off shows times by the server’s clock', async (days) => {
  const title = `시계가 틀린 컴퓨터 ${days}`;
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { page, go, say } = visit;
  await before(
    visit,
    `{
      const Right = Date;
      const off = ${days} * 86400000;
      window.Date = class extends Right {
        constructor(...given) {
          super(...(given.length === 0 ? [Right.now() + off] : given));
        }
        static now() {
          return Right.now() + off;
        }
      };
    }`,
  );
  const { id } = await world.openTicket(title);
  await go(`/tickets/${id}`);
  await page.getByRole('heading', { name: title }).waitFor();
  const exact = /^\d{4}-\d\d-\d\d \(/;
  const relative = (await page.locator('main time').allTextContents()).filter((words) => !exact.test(words));
  expect(relative.length).toBeGreaterThan(0);
  for (const words of relative) expect(words).toMatch(/지금|초 전|분 전/);
  // What is said with a date of one's own is right, too: nothing is overdue that is not.
  await world.changeTicket(id, { due: new Date(Date.now() + 3 * 60 * 60_000).toISOString() });
  await go('/tickets');
  await page.getByRole('link', { name: title }).waitFor();
  const row = page.getByRole('row').filter({ hasText: title });
  expect(await row.textContent()).not.toContain(say('Overdue'));
});

test('a language that lacks a string shows the English one', async () => {
  const visit = await world.enter(world.kim);
  const { page, go, say } = visit;
  const missing = new RegExp(`(["'\`])New request\\1:\\s*(["'\`])${say('New request')}\\2,?`);
  let taken = 0;
  await page.route('**/*.js', async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    taken += missing.test(body) ? 1 : 0;
    await route.fulfill({ response: answer, body: body.replace(missing, '') });
  });
  await go('/tickets/new');
  await page.getByRole('heading', { name: 'New request' }).first().waitFor();
  await page.getByRole('button', { name: say('Send the request') }).waitFor();
  expect(taken).toBeGreaterThan(0);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
