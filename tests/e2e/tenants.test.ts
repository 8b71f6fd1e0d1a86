import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherTab, openWorld, seriousFindings, settled, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

test('staff choose where they work, see it on every page, and all tabs follow', async () => {
  await world.openTicket('일신산업의 요청');
  const first = await world.enter(world.engineer);
  await first.go('/tickets');
  const second = await anotherTab(first);
  await second.go('/tickets');
  await second.page.getByRole('heading', { name: first.say('Where do you want to work?') }).waitFor();
  const waiting = second.page.getByRole('button', { name: '일신산업' });
  await waiting.getByText(first.say('{{count}} open', { count: '1' })).waitFor();
  await waiting.getByText(first.say('{{count}} unassigned', { count: '1' })).waitFor();
  // By name 서울도서관 would stand before it; nothing waits there.
  expect(await second.page.getByRole('main').getByRole('listitem').first().textContent()).toContain('일신산업');
  // The two counts keep their distance.
  const between = await waiting.getByText(first.say('{{count}} open', { count: '1' })).evaluate((note) => {
    const words = note.ownerDocument.createRange();
    words.selectNode(note.firstChild ?? note);
    return (note.lastElementChild?.getBoundingClientRect().left ?? 0) - words.getBoundingClientRect().right;
  });
  expect(between).toBeGreaterThan(5);
  expect(await seriousFindings(second.page)).toEqual([]);

  await first.page.getByRole('button', { name: '일신산업' }).click();
  await first.page.getByText(first.say('Working in: {{tenant}}', { tenant: '일신산업' })).waitFor();
  await first.page.getByRole('link', { name: '일신산업의 요청' }).first().waitFor();
  await second.page.getByText(first.say('Working in: {{tenant}}', { tenant: '일신산업' })).waitFor();
  expect(await seriousFindings(first.page)).toEqual([]);

  await first.page.getByRole('button', { name: first.say('Choose another organization') }).click();
  await first.page.getByRole('textbox', { name: first.say('Find an organization') }).fill('도서관');
  await first.page.getByRole('option', { name: '서울도서관' }).waitFor();
  await first.page.keyboard.press('Enter');
  await second.page.getByText(first.say('Working in: {{tenant}}', { tenant: '서울도서관' })).waitFor();
});

test('a tab that was left behind is told, does nothing in the wrong place, and finds the way', async () => {
  const { id } = await world.openTicket('뒤처진 탭');
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await visit.go(`/tickets/${id}`);
  await visit.page.getByRole('textbox', { name: visit.say('Reply') }).fill('엉뚱한 곳에 가면 안 되는 글');
  await settled(visit.page);
  // The session moves where this tab does not hear of it.
  await visit.context.request.put(`${world.address}/api/session/acting-tenant`, {
    headers: { origin: world.address },
    data: { code: 'SEOUL_LIB' },
  });
  await visit.page.getByRole('button', { name: visit.say('Send the reply') }).click();
  const dialog = visit.page.getByRole('dialog', { name: visit.say('You work in another organization now') });
  await dialog.waitFor();
  expect(await seriousFindings(visit.page)).toEqual([]);
  await dialog.getByRole('button', { name: '일신산업' }).click();
  await visit.page.waitForURL(`${world.address}/`);
  await visit.page.getByText(visit.say('Working in: {{tenant}}', { tenant: '일신산업' })).waitFor();
  await visit.go(`/tickets/${id}`);
  const kept = visit.page.getByRole('textbox', { name: visit.say('Reply') });
  await expect.poll(() => kept.inputValue(), { timeout: 15_000 }).toBe('엉뚱한 곳에 가면 안 되는 글');
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});

test.each([
  { language: 'ko', width: 1440 },
  { language: 'en', width: 390 },
] as const)(
  'a long name is cut at the end of the bar, in $language, and where nothing is one searches in one line',
  async (look) => {
    const visit = await world.enter(world.engineer, { ...look, actingIn: 'ILSHIN' });
    const { page, say } = visit;
    const name = '한국중소기업시설관리협동조합연합회'.repeat(10);
    await page.route('**/api/session', async (route) => {
      const response = await route.fetch();
      const session = (await response.json()) as { readonly actingTenant: object };
      await route.fulfill({ response, json: { ...session, actingTenant: { ...session.actingTenant, name } } });
    });
    await visit.go('/nowhere');
    const bar = page.getByText(say('Working in: {{tenant}}', { tenant: name }), { exact: true });
    await bar.waitFor();
    expect((await bar.textContent())?.endsWith(name)).toBe(true);
    const back = page.getByRole('button', { name: say('Back to your organization') });
    expect(await back.evaluate((button) => button.scrollWidth <= button.clientWidth)).toBe(true);
    await page.locator('main form button').waitFor();
    const heights = await page
      .locator('main form')
      .locator('input, button')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    expect(heights).toEqual([heights[0], heights[0]]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  },
);
