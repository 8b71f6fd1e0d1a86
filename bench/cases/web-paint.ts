import type { Page } from 'playwright-core';
import { countWork, type OpenTab, withBarePage, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import type { Person } from '../house.ts';
import { median, timedGet } from '../sample.ts';
import { webTenant } from '../web-tenant.ts';

const SLOWER = 4;
const BUDGET_MS = 1500;
const POLL_MS = 100;
const watch = `new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.largestPaint = entry.startTime;
}).observe({ type: 'largest-contentful-paint', buffered: true });`;
const BARE = `<!doctype html><title>bare</title><table></table><script>
fetch('/data').then((answer) => answer.json()).then(({ items }) => {
  document.querySelector('table').innerHTML = items.map((item) =>
    '<tr><td>' + item.number + '<td class="title">' + item.title + '<td>' + item.status).join('');
});</script>`;

/** Largest contentful paint of the first page with an empty cache, on a processor four times slower. */
export const webPaint: Case = {
  name: 'web-paint',
  run: async (house, { quick }) => {
    const { looker } = await webTenant(house);
    const { body } = await timedGet(`${house.url}/api/tickets?limit=50`, looker.headers);
    return withBrowser(house, (open) =>
      withBarePage(BARE, body, async (bareUrl) => {
        const times = { list: [] as Paint[], signIn: [] as Paint[], bare: [] as Paint[] };
        for (let round = 0; round < (quick ? 3 : 7); round += 1) {
          times.bare.push(await paint(open, bareUrl, '.title'));
          times.list.push(await paint(open, `${house.url}/tickets`, '[data-row]', looker));
          times.signIn.push(await paint(open, `${house.url}/sign-in`, 'input[type=password]'));
        }
        const figure = (what: string, samples: readonly Paint[]) => ({
          name: `largest contentful paint at ${SLOWER}x: ${what}`,
          value: median(samples.map(({ at }) => at)),
          unit: 'ms',
          reference: { what: 'bare page with the same rows', value: median(times.bare.map(({ at }) => at)) },
          budget: { atMost: BUDGET_MS },
          notes: `processor time of the page's thread ${Math.round(median(samples.map(({ work }) => work)))} ms`,
        });
        return [figure('list', times.list), figure('sign-in', times.signIn)];
      }),
    );
  },
};

type Paint = { readonly at: number; readonly work: number };

/** A locator would measure the page's boxes, which is work of the page's thread, too. */
const isThere = async (page: Page, shown: string): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    await page.waitForTimeout(POLL_MS);
    if (await page.evaluate<boolean>(`document.querySelector('${shown}') !== null`)) return;
  }
  throw new Error(`${page.url()} never showed ${shown}`);
};

const paint = async (open: OpenTab, url: string, shown: string, as?: Person): Promise<Paint> => {
  const tab = await open({ slower: SLOWER, script: watch, ...(as === undefined ? {} : { as }) });
  const worked = await countWork(tab);
  await tab.page.goto(url);
  await isThere(tab.page, shown);
  const work = await worked();
  await tab.page.waitForTimeout(500);
  const at = await tab.page.evaluate<number>('window.largestPaint');
  await tab.context.close();
  return { at, work };
};
