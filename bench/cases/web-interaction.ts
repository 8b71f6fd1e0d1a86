import type { Page } from 'playwright-core';
import { type OpenTab, withBarePage, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import type { Figure } from '../figure.ts';
import type { House, Person } from '../house.ts';
import { webTenant } from '../web-tenant.ts';

const watch = `window.interactions = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.interactionId > 0) window.interactions.push(entry.duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });`;
const BARE = `<!doctype html><title>bare</title><input><p></p><script>
addEventListener('keydown', ({ key }) => { document.querySelector('p').textContent += key; });</script>`;

type Step = { readonly name: string; readonly run: (page: Page) => Promise<void> };

/** From a key or a click to the next picture, as the browser itself reports it. */
export const webInteraction: Case = {
  name: 'web-interaction',
  run: async (house) => {
    const { looker } = await webTenant(house);
    return withBrowser(house, async (open) => [
      await measure(house, open, looker, { slower: 4, atMost: 200, name: 'interaction to next paint at 4x' }),
      await measure(house, open, looker, { slower: 1, atMost: 100, name: 'any click or key answers' }),
    ]);
  },
};

type Wanted = { readonly slower: number; readonly atMost: number; readonly name: string };

const measure = async (house: House, open: OpenTab, as: Person, wanted: Wanted): Promise<Figure> => {
  const { page, context } = await open({ as, slower: wanted.slower, script: watch });
  await page.goto(`${house.url}/tickets`);
  await page.locator('[data-row]').first().waitFor();
  await page.waitForTimeout(2500);
  const worst: [string, number][] = [];
  for (const { name, run } of steps) {
    await page.evaluate('window.interactions.length = 0');
    await run(page);
    worst.push([name, await worstOf(page)]);
  }
  await context.close();
  const bare = await measureBare(open, wanted.slower);
  return {
    name: wanted.name,
    value: Math.max(...worst.map(([, ms]) => ms)),
    unit: 'ms',
    reference: { what: 'a key on a bare page', value: bare },
    budget: { atMost: wanted.atMost },
    notes: worst.map(([name, ms]) => `${name} ${ms}`).join(', '),
  };
};

/** The slowest since the last time; what took less than the browser reports counts as 16 ms. */
const worstOf = async (page: Page): Promise<number> => {
  await page.waitForTimeout(400);
  return page.evaluate<number>('Math.max(16, ...window.interactions)');
};

const measureBare = (open: OpenTab, slower: number): Promise<number> =>
  withBarePage(BARE, '{}', async (url) => {
    const { page, context } = await open({ slower, script: watch });
    await page.goto(url);
    for (let turn = 0; turn < 10; turn += 1) await page.keyboard.press('j', { delay: 30 });
    const time = await worstOf(page);
    await context.close();
    return time;
  });

const press = async (page: Page, key: string, times: number): Promise<void> => {
  for (let turn = 0; turn < times; turn += 1) {
    await page.keyboard.press(key, { delay: 20 });
    await page.waitForTimeout(60);
  }
};

const steps: readonly Step[] = [
  { name: 'j', run: (page) => press(page, 'j', 30) },
  { name: 'k', run: (page) => press(page, 'k', 10) },
  { name: 'x', run: (page) => press(page, 'x', 2) },
  {
    name: 'peek',
    run: async (page) => {
      await page.keyboard.press('Space');
      await page.getByRole('complementary').waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'palette',
    run: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('SEED', { delay: 60 });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'menu',
    run: async (page) => {
      await page.locator('button[aria-haspopup=menu]').last().click();
      await page.getByRole('menu').waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'open',
    run: async (page) => {
      await page.locator('[data-row]').nth(3).click();
      await page.locator('textarea').first().waitFor();
    },
  },
  {
    name: 'reply',
    run: async (page) => {
      await page.locator('textarea').first().click();
      await page.keyboard.type('The paper is out, please try again', { delay: 40 });
    },
  },
];
