import type { Page } from 'playwright-core';
import { heapOf, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import { webTenant } from '../web-tenant.ts';

const NAVIGATIONS = 200;
/** The engine goes on learning the code of pages for a while; what grows after that is a leak. */
const WARMING = 200;

/** What a page that is open all day holds after 200 navigations, against what it held when all pages had been seen. */
export const webHeapNavigation: Case = {
  name: 'web-heap-navigation',
  large: true,
  run: async (house) => {
    const { looker } = await webTenant(house);
    return withBrowser(house, async (open) => {
      const tab = await open({ as: looker });
      await tab.page.goto(`${house.url}/tickets`);
      await wander(tab.page, WARMING);
      const before = await heapOf(tab);
      await wander(tab.page, NAVIGATIONS);
      const after = await heapOf(tab);
      return [
        {
          name: `heap after ${NAVIGATIONS} navigations`,
          value: after.megabytes,
          unit: 'MB',
          reference: { what: 'before', value: before.megabytes },
          budget: { ratioAtMost: 1.1 },
          notes: `elements ${before.nodes} to ${after.nodes}, listeners ${before.listeners} to ${after.listeners}`,
        },
      ];
    });
  },
};

/** List, one of five tickets, the first page, a new ticket, and again. */
const wander = async (page: Page, times: number): Promise<void> => {
  const stops = [
    (turn: number) =>
      page
        .locator('[data-row]')
        .nth((turn / 4) % 5)
        .click(),
    () => page.locator('nav a[href="/"]').last().click(),
    () => page.keyboard.press('c'),
    () => page.locator('nav a[href="/tickets"]').first().click(),
  ];
  const there = ['textarea', 'h1', 'form textarea', '[data-row]'];
  for (let turn = 0; turn < times; turn += 1) {
    const at = turn % stops.length;
    await stops[at]?.(turn);
    await page
      .locator(there[at] ?? 'h1')
      .first()
      .waitFor();
  }
  await page.waitForTimeout(500);
};
