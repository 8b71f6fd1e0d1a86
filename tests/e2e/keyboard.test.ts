import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

test('the keyboard alone is enough for a day’s work', async () => {
  for (const title of ['첫째 요청', '둘째 요청', '셋째 요청']) {
    await world.openTicket(title);
  }
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { keyboard } = page;
  const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.textContent');
  await go('/tickets');
  await page.getByRole('link', { name: '셋째 요청' }).waitFor();

  await keyboard.press('j');
  await expect.poll(focused).toContain('셋째 요청');
  await keyboard.press('j');
  await expect.poll(focused).toContain('둘째 요청');
  await keyboard.press('k');
  await expect.poll(focused).toContain('셋째 요청');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: '셋째 요청' }).waitFor();
  await page.getByRole('list', { name: say('Conversation') }).waitFor();

  await keyboard.press('a');
  await page.getByText(say('{{name}} took the request.', { name: '박기술' })).waitFor();
  await keyboard.press('n');
  await page.getByRole('textbox', { name: say('Internal note') }).waitFor();
  await keyboard.type('key note');
  await keyboard.press('Control+Enter');
  await page.getByText('key note').waitFor();
  await keyboard.press('Escape');
  await keyboard.press('r');
  await page.getByRole('textbox', { name: say('Reply') }).waitFor();
  await keyboard.type('key reply');
  await keyboard.press('Control+Enter');
  await page
    .getByRole('list', { name: say('Conversation') })
    .getByText('key reply')
    .waitFor();
  await keyboard.press('Escape');

  await keyboard.press('j');
  await page.getByRole('heading', { name: '둘째 요청' }).waitFor();
  await keyboard.press('g');
  await keyboard.press('t');
  await page.getByRole('link', { name: '첫째 요청' }).waitFor();

  await keyboard.press('/');
  await keyboard.type('첫째');
  await page.waitForURL(/q=/);
  await keyboard.press('Enter');
  await keyboard.press('j');
  await expect.poll(focused).toContain('첫째 요청');

  await keyboard.press('Shift+Slash');
  await page.getByRole('dialog', { name: say('Keys') }).waitFor();
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await keyboard.press('c');
  await page.waitForURL('**/tickets/new');
  await page.getByLabel(say('Title')).waitFor();
  await keyboard.type('넷째 요청');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '넷째 요청', level: 1 }).waitFor();
});

test('shortcuts go by the place of the key, so a Hangul layout does not break them', async () => {
  const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go('/tickets');
  await page.getByRole('table').waitFor();
  await page.evaluate("dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅊ', code: 'KeyC' }))");
  await page.waitForURL('**/tickets/new');
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
