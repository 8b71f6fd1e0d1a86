import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { chromiumSwitches, findChromium } from '../setup/chromium.mjs';
import type { House, Person } from './house.ts';

/** A page in a browser of its own, with nothing in its cache. */
export type Tab = { readonly page: Page; readonly cdp: CDPSession; readonly context: BrowserContext };
type TabOptions = {
  readonly as?: Person;
  /** How many times slower than this machine the page's own thread is. */
  readonly slower?: number;
  /** Runs in the page before its own scripts. */
  readonly script?: string;
};
export type OpenTab = (options?: TabOptions) => Promise<Tab>;

const SETTLING_MS = 2500;

/** Lends a Chromium to `use` and closes it after. */
export const withBrowser = async <T>(house: House, use: (open: OpenTab) => Promise<T>): Promise<T> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine');
  if (!existsSync(join(import.meta.dirname, '../dist/web/index.html'))) {
    throw new Error('The web app has not been built: npm start builds it');
  }
  const browser = await chromium.launch({ executablePath, args: chromiumSwitches });
  try {
    return await use(async ({ as, slower = 1, script = '' } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR' });
      if (as !== undefined) {
        const [name = '', ...value] = (as.headers.cookie ?? '').split('=');
        await context.addCookies([{ name, value: value.join('='), url: house.url }]);
      }
      await context.addInitScript(script);
      const page = await context.newPage();
      const cdp = await context.newCDPSession(page);
      // A new window of a Chromium fetches and draws its own bars, also where nobody sees them.
      await page.waitForTimeout(SETTLING_MS);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
      return { page, cdp, context };
    });
  } finally {
    await browser.close();
  }
};

/** Megabytes that the page's scripts hold after all garbage is gone, and its elements and listeners. */
export const heapOf = async ({ cdp }: Tab): Promise<{ megabytes: number; nodes: number; listeners: number }> => {
  await cdp.send('Performance.enable');
  for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const read = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { megabytes: read('JSHeapUsedSize') / 1e6, nodes: read('Nodes'), listeners: read('JSEventListeners') };
};

/** Starts to count the processor time of the page's own thread, which says the same on a busy machine as on a quiet one. */
export const countWork = async ({ cdp }: Tab): Promise<() => Promise<number>> => {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await read();
  return async () => (await read()) - before;
};

/** Serves one bare HTML page, and `data` at /data, to `use`. */
export const withBarePage = async <T>(html: string, data: string, use: (url: string) => Promise<T>): Promise<T> => {
  const server = createServer(({ url }, answer) => {
    const isData = url === '/data';
    answer.setHeader('content-type', isData ? 'application/json' : 'text/html; charset=utf-8');
    answer.end(isData ? data : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
