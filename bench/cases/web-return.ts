import type { Page } from 'playwright-core';
import { withBarePage, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import { percentile, sampled } from '../sample.ts';
import { webTenant } from '../web-tenant.ts';

const TIMES = 60;
const BARE = `<!doctype html><title>bare</title><button>there</button><div></div><script>
document.querySelector('button').onclick = () => { document.querySelector('div').innerHTML = '<p>there</p>'; };
</script>`;
/** Clicks, and answers after how many milliseconds the first frame with `shown` in it was drawn. */
const clickUntil = `([target, shown]) => new Promise((resolve) => {
  const began = performance.now();
  document.querySelector(target).click();
  const look = () => document.querySelector(shown) === null
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => resolve(performance.now() - began));
  look();
})`;

/** To a page that was seen before: it stands there at once, from what the browser still knows. */
export const webReturn: Case = {
  name: 'web-return',
  run: async (house, { quick }) => {
    const { looker, tickets } = await webTenant(house);
    return withBrowser(house, async (open) => {
      const { page } = await open({ as: looker });
      const bare = await withBarePage(BARE, '{}', async (url) => {
        const tab = await open();
        await tab.page.goto(url);
        return sampled(TIMES, async () => {
          await tab.page.evaluate(`document.querySelector('div').innerHTML = ''`);
          return go(tab.page, 'button', 'p');
        });
      });
      await page.goto(`${house.url}/tickets`);
      await page.locator('[data-row]').first().waitFor();
      const detail = `a[href="/tickets/${tickets[0]}"]`;
      const there: number[] = [];
      const back: number[] = [];
      for (let turn = 0; turn < (quick ? 6 : TIMES); turn += 1) {
        // Not any: the one that fields are measured by stays in the page.
        there.push(await go(page, detail, 'main textarea'));
        back.push(await go(page, 'nav a[href="/tickets"]', '[data-row]'));
      }
      const figure = (what: string, samples: readonly number[]) => ({
        name: `back to a page seen before: ${what}, p95`,
        value: percentile(samples.slice(1), 0.95),
        unit: 'ms',
        reference: { what: 'a click on a bare page', value: percentile(bare, 0.95) },
        budget: { atMost: 100 },
        notes: `median ${percentile(samples.slice(1), 0.5).toFixed(0)}, the first time ${samples[0]?.toFixed(0)}`,
      });
      return [figure('ticket', there), figure('list', back)];
    });
  },
};

const go = async (page: Page, target: string, shown: string): Promise<number> => {
  const time = await page.evaluate<number>(`(${clickUntil})(${JSON.stringify([target, shown])})`);
  await page.waitForTimeout(150);
  return time;
};
