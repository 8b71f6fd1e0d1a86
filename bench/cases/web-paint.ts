import { type OpenTab, withBarePage, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import type { Person } from '../house.ts';
import { median, timedGet } from '../sample.ts';
import { webTenant } from '../web-tenant.ts';

const SLOWER = 4;
const BUDGET_MS = 1500;
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
        const times = { list: [] as number[], signIn: [] as number[], bare: [] as number[] };
        for (let round = 0; round < (quick ? 3 : 7); round += 1) {
          times.bare.push(await paint(open, bareUrl, '.title'));
          times.list.push(await paint(open, `${house.url}/tickets`, '[data-row]', looker));
          times.signIn.push(await paint(open, `${house.url}/sign-in`, 'input[type=password]'));
        }
        const figure = (what: string, samples: readonly number[]) => ({
          name: `largest contentful paint at ${SLOWER}x: ${what}`,
          value: median(samples),
          unit: 'ms',
          reference: { what: 'bare page with the same rows', value: median(times.bare) },
          budget: { atMost: BUDGET_MS },
          notes: `from ${Math.round(Math.min(...samples))} to ${Math.round(Math.max(...samples))}`,
        });
        return [figure('list', times.list), figure('sign-in', times.signIn)];
      }),
    );
  },
};

const paint = async (open: OpenTab, url: string, shown: string, as?: Person): Promise<number> => {
  const { page, context } = await open({ slower: SLOWER, script: watch, ...(as === undefined ? {} : { as }) });
  await page.goto(url);
  await page.locator(shown).first().waitFor();
  await page.waitForTimeout(500);
  const time = await page.evaluate<number>('window.largestPaint');
  await context.close();
  return time;
};
