import { withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import { percentile } from '../sample.ts';
import { seedTickets } from '../seed.ts';

const ROWS = 100_000;
/** What the page waits for the next letter, and what the answer may take. */
const PAUSE_MS = 150;
const ANSWER_MS = 150;
/** From the next letter on: milliseconds until the one row that fits stands alone in the list. */
const watch = `(number) => {
  window.answered = new Promise((resolve) => addEventListener('input', () => {
    const began = performance.now();
    const look = () => document.querySelectorAll('[data-row]').length === 1 &&
      document.querySelector('tbody').textContent.includes(number)
      ? resolve(performance.now() - began) : requestAnimationFrame(look);
    look();
  }, { once: true, capture: true }));
}`;

/** From the last letter typed into the search to the rows that it finds among 100,000, on the screen. */
export const webSearch: Case = {
  name: 'web-search',
  large: true,
  run: async (house) => {
    const tenant = await house.tenant('WEBSEARCH');
    const looker = await house.person(tenant, 'ENGINEER');
    await seedTickets(house, { tenant, requester: looker.userId, count: ROWS });
    await house.sql('vacuum analyze madang.ticket');
    return withBrowser(house, async (open) => {
      const { page } = await open({ as: looker });
      await page.goto(`${house.url}/tickets`);
      await page.locator('[data-row]').first().waitFor();
      const samples: number[] = [];
      for (let turn = 0; turn < 20; turn += 1) {
        const number = `SEED-${String(4001 * (turn + 1)).padStart(7, '0')}`;
        await page.locator('search input').fill(number.slice(0, -1));
        await page.evaluate(`(${watch})('${number}')`);
        await page.keyboard.press(number.at(-1) ?? '0');
        samples.push(await page.evaluate<number>('window.answered'));
      }
      return [
        {
          name: 'search as one types among 100,000, p95',
          value: percentile(samples, 0.95),
          unit: 'ms',
          budget: { atMost: PAUSE_MS + ANSWER_MS },
          notes: `median ${percentile(samples, 0.5).toFixed(0)}; ${PAUSE_MS} of it waits for the next letter`,
        },
      ];
    });
  },
};
