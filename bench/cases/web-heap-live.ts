import { heapOf, withBrowser } from '../browser.ts';
import type { Case } from '../case.ts';
import { type WebTenant, webTenant } from '../web-tenant.ts';

/** Eight hours in which something changes every ten seconds. */
const EVENTS = 2880;
/** Until the engine has learnt the code; what grows after that is a leak. */
const WARMING = 1000;
const TICKETS = 20;

/** What a list that is open all day holds after as many live updates as eight hours bring. */
export const webHeapLive: Case = {
  name: 'web-heap-live',
  large: true,
  run: async (house) => {
    const tenant = await webTenant(house);
    return withBrowser(house, async (open) => {
      const tab = await open({ as: tenant.looker });
      await tab.page.goto(`${house.url}/tickets`);
      await tab.page.locator('[data-row]').first().waitFor();
      await tab.page.locator('[data-state=live]').waitFor();
      const wait = () => tab.page.waitForTimeout(2000);
      await change(tenant, WARMING);
      await wait();
      const before = await heapOf(tab);
      const seconds = await change(tenant, EVENTS);
      await tab.page
        .getByText(`change ${EVENTS - 1}`)
        .first()
        .waitFor();
      await wait();
      const after = await heapOf(tab);
      return [
        {
          name: 'heap after 8 hours of live updates',
          value: after.megabytes,
          unit: 'MB',
          reference: { what: 'before', value: before.megabytes },
          budget: { ratioAtMost: 1.1 },
          notes: `${EVENTS} changes in ${seconds.toFixed(0)} s, elements ${before.nodes} to ${after.nodes}, listeners ${before.listeners} to ${after.listeners}`,
        },
      ];
    });
  },
};

/** One after another, as fast as the server takes them, over the rows on the screen. Seconds that it took. */
const change = async ({ retitle, tickets }: WebTenant, times: number): Promise<number> => {
  const began = performance.now();
  for (let turn = 0; turn < times; turn += 1) {
    await retitle(tickets[turn % TICKETS] ?? 0, `change ${turn}`);
  }
  return (performance.now() - began) / 1000;
};
