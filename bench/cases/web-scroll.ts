import type { Page } from 'playwright-core';
import { countWork, withBarePage, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import { percentile } from '../sample.ts';
import { webTenant } from '../web-tenant.ts';

const ROWS = 10_000;
const BARE = `<!doctype html><title>bare</title><div style="height:800px;overflow:auto" class="scroller"><table>${Array.from(
  { length: ROWS },
  (_, at) => `<tr style="height:36px"><td>SEED-${at}<td>A printer with paper in it<td>received`,
).join('')}</table></div>`;

/** Scrolls for three seconds, 60 pixels a frame, down and up again; milliseconds between frames. */
const scroll = `(find) => new Promise((resolve) => {
  const scroller = document.querySelector(find);
  const gaps = [];
  const began = performance.now();
  let last = began;
  const step = (now) => {
    gaps.push(now - last);
    last = now;
    scroller.scrollTop += now - began < 1500 ? 60 : -60;
    now - began < 3000 ? requestAnimationFrame(step) : resolve(gaps.slice(1));
  };
  requestAnimationFrame(step);
})`;
const ours = ':has(> table)';

/** Frames while a list of 10,000 rows scrolls, beside a bare table of as many. */
export const webScroll: Case = {
  name: 'web-scroll',
  large: true,
  run: async (house) => {
    const { looker } = await webTenant(house);
    return withBrowser(house, (open) =>
      withBarePage(BARE, '{}', async (bareUrl) => {
        const bareTab = await open();
        await bareTab.page.goto(bareUrl);
        const tab = await open({ as: looker });
        const { page } = tab;
        await page.goto(`${house.url}/tickets`);
        await page.locator('[data-row]').first().waitFor();
        const seconds = await loadAll(page);
        await page.evaluate(`document.querySelector('${ours}').scrollTop = 180_000`);
        await page.waitForTimeout(500);
        const gaps: number[] = [];
        const bare: number[] = [];
        const worked = await countWork(tab);
        for (let round = 0; round < 3; round += 1) {
          await bareTab.page.bringToFront();
          bare.push(...(await frames(bareTab.page, '.scroller')));
          await page.bringToFront();
          gaps.push(...(await frames(page, ours)));
        }
        const work = (await worked()) / gaps.length;
        return [
          {
            name: 'frames a second while 10,000 rows scroll',
            value: perSecond(gaps),
            unit: '1/s',
            reference: { what: 'bare table', value: perSecond(bare) },
            budget: { all: [{ ratioAtLeast: 0.95 }, { atLeast: 57 }] },
            notes: `p99 ${percentile(gaps, 0.99).toFixed(0)} ms against ${percentile(bare, 0.99).toFixed(0)}, over 50 ms ${
              gaps.filter((gap) => gap > 50).length
            } of ${gaps.length} against ${bare.filter((gap) => gap > 50).length}; all rows were there after ${seconds.toFixed(0)} s`,
          },
          {
            name: 'work of the page for a frame while 10,000 rows scroll',
            value: work,
            unit: 'ms',
            budget: { atMost: 1000 / 60 },
            notes: 'processor time of its thread',
          },
        ];
      }),
    );
  },
};

const frames = (page: Page, find: string): Promise<number[]> =>
  page.evaluate<number[]>(`(${scroll})(${JSON.stringify(find)})`);

const perSecond = (gaps: readonly number[]): number => (gaps.length * 1000) / gaps.reduce((sum, gap) => sum + gap, 0);

/** Scrolls to the end until there is no more to fetch. */
const loadAll = async (page: Page): Promise<number> => {
  const began = performance.now();
  while ((await page.locator('table').getAttribute('aria-rowcount')) === '-1') {
    if (performance.now() - began > 180_000) throw new Error('The list did not end within three minutes');
    await page.evaluate(
      `(() => { const scroller = document.querySelector('${ours}'); scroller.scrollTop = scroller.scrollHeight; })()`,
    );
    await page.waitForTimeout(30);
  }
  const rows = Number(await page.locator('table').getAttribute('aria-rowcount'));
  if (rows < ROWS) throw new Error(`Only ${rows} rows`);
  return (performance.now() - began) / 1000;
};
