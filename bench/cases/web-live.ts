import { withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import { percentile } from '../sample.ts';
import { webTenant } from '../web-tenant.ts';

const BUDGET_MS = 1000;
/** Notes in the page when a title of ours first stands on the screen. */
const watch = `window.shownAt = {};
addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
  const title = /live \\d+/.exec(document.body.textContent)?.[0];
  if (title !== undefined) window.shownAt[title] ??= Date.now();
}).observe(document.body, { subtree: true, childList: true, characterData: true }));`;
/** When the page first showed it. `waitForFunction` would need what the content security policy forbids. */
const shown = `(title) => new Promise((resolve) => {
  const look = () => title in window.shownAt ? resolve(window.shownAt[title]) : setTimeout(look, 10);
  look();
})`;

/** From the moment that a colleague sends a change to the moment that it stands in the list on another screen. */
export const webLive: Case = {
  name: 'web-live',
  run: async (house, { quick }) => {
    const { looker, retitle, tickets } = await webTenant(house);
    return withBrowser(house, async (open) => {
      const { page } = await open({ as: looker, script: watch });
      await page.goto(`${house.url}/tickets`);
      await page.locator('[data-state=live]').waitFor();
      const samples: number[] = [];
      const answers: number[] = [];
      for (let turn = 0; turn < (quick ? 10 : 60); turn += 1) {
        const began = Date.now();
        await retitle(tickets[0] ?? 0, `live ${turn}`);
        answers.push(Date.now() - began);
        samples.push((await page.evaluate<number>(`(${shown})('live ${turn}')`)) - began);
        // Changes of people do not come in step with the page's own pauses.
        await page.waitForTimeout((turn * 37) % 300);
      }
      return [
        {
          name: 'a change by a colleague is on this screen, p95',
          value: percentile(samples, 0.95),
          unit: 'ms',
          reference: { what: 'the answer to the colleague', value: percentile(answers, 0.95) },
          budget: { atMost: BUDGET_MS },
          notes: `median ${percentile(samples, 0.5)} of ${samples.length}`,
        },
      ];
    });
  },
};
