import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, seriousFindings, type World } from './world.ts';

let world: World;
let id: number;

beforeAll(async () => {
  world = await openWorld();
  ({ id } = await world.openTicket('보이는 모습', {
    body: '**굵게** 그리고 `코드`\n\n- 하나\n- 둘\n\n[링크](https://example.com)',
  }));
});
afterAll(async () => {
  await world.close();
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  describe.each(sizes)('at $width', (size) => {
    test.each(['ko', 'en'] as const)(
      'axe finds nothing serious in %s, and nothing is cut off sideways',
      async (language) => {
        const { page, go, say } = await world.enter(world.engineer, { ...size, scheme, language, actingIn: 'ILSHIN' });
        for (const path of ['/', '/account', '/no/such/page', '/tickets', `/tickets/${id}`, '/tickets/new']) {
          await go(path);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.waitForTimeout(300);
          expect(await seriousFindings(page), path).toEqual([]);
          const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect(wide, path).toBeLessThanOrEqual(0);
        }
        await page.getByRole('button', { name: say('My menu: {{name}}', { name: '박기술' }) }).click();
        await page.getByRole('menuitem', { name: say('Sign out') }).waitFor();
        expect(await seriousFindings(page)).toEqual([]);
      },
    );
  });
});

const watchShifts = `window.shifts = [];
const observer = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
observer.observe({ type: 'layout-shift', buffered: true });
window.shifted = () => [...window.shifts, ...observer.takeRecords()].reduce((sum, { value }) => sum + value, 0);
window.painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));`;

describe.each([sizes[0], sizes[2]])('what comes late takes the place that was kept for it, at $width', (size) => {
  test.each([
    { path: () => '/tickets', coming: '[data-coming]', there: '[data-row]' },
    { path: () => '/account', coming: 'main .mantine-Skeleton-root', there: 'main li time' },
    // On a phone the facts stand below the conversation, whose length is not known before.
    ...(size === sizes[0]
      ? [{ path: () => `/tickets/${id}`, coming: 'main .mantine-Skeleton-root', there: 'main strong' }]
      : []),
  ])('in $there', async ({ path, coming, there }) => {
    const { page, go } = await world.enter(world.engineer, { ...size, actingIn: 'ILSHIN' });
    await page.addInitScript(watchShifts);
    let arrive = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route(/\/api\/(?!session$|events)/, async (route) => {
      await gate;
      await route.continue();
    });
    await go(path());
    await page.locator(coming).first().waitFor({ state: 'attached' });
    await page.evaluate('document.fonts.ready.then(() => window.painted())');
    arrive();
    await page.locator(there).first().waitFor();
    await expect.poll(() => page.locator(coming).count()).toBe(0);
    await page.evaluate('window.painted()');
    expect(await page.evaluate('window.shifted()')).toBeLessThan(0.02);
  });
});

test('on a phone the word of a lost connection covers neither the top bar nor what is below it', async () => {
  const { page, go, say } = await world.enter(world.engineer, { width: 390, height: 844, actingIn: 'ILSHIN' });
  await page.route('**/api/events*', (route) => route.abort());
  await go('/tickets');
  const again = page.getByRole('button', { name: say('Reconnect now') });
  await again.waitFor();
  const notice = await page.getByRole('status').filter({ has: again }).locator('> *').boundingBox();
  const menu = await page.getByRole('button', { name: say('Main menu') }).boundingBox();
  const views = await page.getByRole('navigation', { name: say('Views') }).boundingBox();
  expect((menu?.y ?? 0) + (menu?.height ?? 999)).toBeLessThanOrEqual(notice?.y ?? 0);
  expect(views?.y).toBeGreaterThanOrEqual((notice?.y ?? 999) + (notice?.height ?? 0));
  await page.getByRole('button', { name: say('Main menu') }).click();
  await page.getByRole('link', { name: say('Home'), exact: true }).waitFor();
});

test('days and times follow the tenant, not the computer', async () => {
  const { page, go } = await world.enter(world.kim);
  await go(`/tickets/${id}`);
  const time = page.locator('time').first();
  await time.waitFor();
  const at = new Date((await time.getAttribute('datetime')) ?? '');
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', hour: '2-digit', minute: '2-digit' }).format(
    at,
  );
  expect(await time.getAttribute('title')).toContain(hour);
});

test('no page did what its content security policy forbids, and it would have been seen', async () => {
  expect(world.faults).toEqual([]);
  const { page, go } = await world.enter(world.kim);
  await go('/tickets');
  await page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))");
  await expect.poll(() => world.faults.join()).toContain('script-src');
});
