import type { Page, Route } from 'playwright-core';

/** Brings a page that stands in full into a moment of its own. */
export type Act = (page: Page) => Promise<void>;
type Asked = {
  readonly url: string | RegExp;
  readonly method?: string;
  readonly status: number;
  readonly body: object;
};

/** One after the other. */
export const inTurn =
  (...acts: readonly Act[]): Act =>
  async (page) => {
    for (const act of acts) {
      await act(page);
    }
  };

/** Opens another address of the house, as if it had been typed. */
export const at =
  (path: string): Act =>
  async (page) => {
    const address = new URL(path, page.url()).href;
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await page.locator('h1, h2').first().waitFor();
    await page.waitForTimeout(1200);
  };

/** From now on the server answers this; methods that are not meant are left alone. */
export const answers =
  ({ url, method = 'GET', status, body }: Asked): Act =>
  async (page) => {
    await page.route(url, (route: Route) =>
      route.request().method() === method
        ? route.fulfill({
            status,
            contentType: status < 400 ? 'application/json' : 'application/problem+json',
            body: JSON.stringify(body),
          })
        : route.fallback(),
    );
  };

export const problem = (status: number, code: string, more: object = {}): { status: number; body: object } => ({
  status,
  body: {
    type: 'about:blank',
    title: status < 500 ? 'Refused' : 'Something went wrong here.',
    status,
    code,
    requestId: 'req-7f3a91c2d40e',
    ...more,
  },
});

export const press =
  (...keys: readonly string[]): Act =>
  async (page) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(400);
  };

/** Presses the first thing that can be seen and fits. */
export const click =
  (selector: string): Act =>
  async (page) => {
    await page.locator(selector).locator('visible=true').first().click({ timeout: 12_000 });
    await page.waitForTimeout(400);
  };

/** By its name in either language. */
export const clickName =
  (role: 'button' | 'menuitem' | 'link' | 'checkbox', name: RegExp): Act =>
  async (page) => {
    await page.getByRole(role, { name }).locator('visible=true').first().click({ timeout: 12_000 });
    await page.waitForTimeout(400);
  };

export const fill =
  (selector: string, text: string): Act =>
  (page) =>
    page.locator(selector).locator('visible=true').first().fill(text, { timeout: 12_000 });

export const wait =
  (milliseconds: number): Act =>
  (page) =>
    page.waitForTimeout(milliseconds);

/** Looks that a reader may have asked for. */
export const printed: Act = (page) => page.emulateMedia({ media: 'print' });
export const fewColours: Act = (page) => page.emulateMedia({ forcedColors: 'active' });
/** At 200 % half of everything fits; the narrowest that has to work is 320. */
export const zoomed: Act = async (page) => {
  const { width = 1440, height = 900 } = page.viewportSize() ?? {};
  await page.setViewportSize({ width: Math.max(320, width / 2), height: Math.max(400, height / 2) });
  await page.waitForTimeout(500);
};
/** As in a tunnel: the page is there, and the live stream does not come. */
export const offline: Act = async (page) => {
  await page.route('**/api/events*', (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.locator('h1, h2').first().waitFor();
  await page.waitForTimeout(6500);
};

/** Only where the window is a phone's, or only where it is not. */
export const onPhone =
  (act: Act): Act =>
  (page) =>
    (page.viewportSize()?.width ?? 0) < 760 ? act(page) : Promise.resolve();
export const onDesk =
  (act: Act): Act =>
  (page) =>
    (page.viewportSize()?.width ?? 0) < 760 ? Promise.resolve() : act(page);

/** Everybody lost the name; what is left is the login. */
export const nameless: Act = async (page) => {
  await page.route(
    (url) => url.pathname.startsWith('/api/') && url.pathname !== '/api/events',
    async (route) => {
      try {
        const response = await route.fetch();
        const body: unknown = await response.json().catch(() => null);
        await route.fulfill(body === null ? { response } : { response, json: withoutNames(body) });
      } catch {
        // The page went away meanwhile.
      }
    },
  );
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.locator('h1, h2').first().waitFor();
  await page.waitForTimeout(1500);
};

const people = new Set(['requester', 'assignee', 'onBehalfOf', 'author', 'actor', 'user']);

const withoutNames = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(withoutNames);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      people.has(key) && typeof one === 'object' && one !== null && 'name' in one
        ? { ...one, name: '' }
        : withoutNames(one),
    ]),
  );
};
