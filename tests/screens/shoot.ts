import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pages, type ScreenPage, type State } from './pages.ts';
import { arrangeState } from './states.ts';

export const languages = ['ko', 'en'] as const;
export const schemes = ['light', 'dark'] as const;
export const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** One page in one state: what two loops of looks make pictures of. */
export type Scene = { readonly page: ScreenPage; readonly state: string };
export type Studio = {
  readonly browser: Browser;
  readonly folder: string;
  readonly addressOf: (page: ScreenPage) => string;
  /** The cookie of somebody who acts where the page wants it; null for nobody. */
  readonly cookieOf: (page: ScreenPage) => Promise<string | null>;
};
export type Picture = Scene & {
  readonly language: string;
  readonly scheme: string;
  readonly width: number;
  readonly file: string;
};

/** Pages in their states, those of one part or all. */
export const scenesOf = (only: string | undefined): Scene[] =>
  pages
    .filter(({ part, name }) => only === undefined || only === part || only === name)
    .flatMap((page) => [...page.states, ...Object.keys(page.acts ?? {})].map((state) => ({ page, state })));

/** All pictures of one scene; `lost` when the page is not there at all. */
export const shoot = async (studio: Studio, scene: Scene): Promise<{ pictures: Picture[]; lost: boolean }> => {
  const pictures: Picture[] = [];
  let lost = false;
  for (const language of languages) {
    const context = await openContext(studio, scene.page, language);
    try {
      for (const size of sizes) {
        const page = await context.newPage();
        await page.setViewportSize(size);
        await bringUp(page, studio, scene);
        lost ||= await isLost(page, scene);
        pictures.push(...(await takeBoth(page, studio, scene, { language, width: size.width })));
        await page.close();
      }
    } finally {
      await context.close();
    }
  }
  return { pictures, lost };
};

const openContext = async (studio: Studio, page: ScreenPage, language: string): Promise<BrowserContext> => {
  const context = await studio.browser.newContext({ locale: language === 'ko' ? 'ko-KR' : 'en-US' });
  await context.addInitScript(`localStorage.setItem('madang.language', '${language}')`);
  const cookie = await studio.cookieOf(page);
  if (cookie !== null) {
    const [name = '', ...value] = cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url: new URL(studio.addressOf(page)).origin }]);
  }
  return context;
};

const bringUp = async (page: Page, studio: Studio, { page: wanted, state }: Scene): Promise<void> => {
  const act = wanted.acts?.[state];
  const quiet = watchQuiet(page);
  await arrangeState(page, act === undefined ? (state as State) : 'full');
  await page.goto(studio.addressOf(wanted), { waitUntil: 'domcontentloaded' });
  await page.locator('h1, h2').first().waitFor({ timeout: 20_000 });
  await quiet(state === 'loading' ? 800 : 6000);
  if (act !== undefined) {
    await act(page);
    await quiet(4000);
  }
};

/** Resolves when nothing was asked of the API for a quarter of a second, or the patience is at its end. */
const watchQuiet = (page: Page): ((patience: number) => Promise<void>) => {
  let open = 0;
  let last = Date.now();
  const counts = (url: string): boolean => !url.includes('/api/events');
  const change = (by: number) => (request: { url: () => string }) => {
    if (counts(request.url())) {
      open += by;
      last = Date.now();
    }
  };
  page.on('request', change(1));
  page.on('requestfinished', change(-1));
  page.on('requestfailed', change(-1));
  return async (patience) => {
    const end = Date.now() + patience;
    last = Date.now();
    while (Date.now() < end && (open > 0 || Date.now() - last < 250)) {
      await page.waitForTimeout(50);
    }
  };
};

const isLost = async (page: Page, { page: scene, state }: Scene): Promise<boolean> =>
  state === 'full' &&
  scene.name !== 'not-found' &&
  scene.place !== 'gallery' &&
  (await page.getByRole('heading', { name: /^(?:There is nothing here|여기에는 아무것도 없습니다)$/ }).count()) > 0;

const takeBoth = async (
  page: Page,
  { folder }: Studio,
  scene: Scene,
  look: { readonly language: string; readonly width: number },
): Promise<Picture[]> => {
  const pictures: Picture[] = [];
  for (const scheme of schemes) {
    const { part, name } = scene.page;
    const file = `${part}-${name}-${scene.state}-${look.language}-${scheme}-${look.width}.png`;
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(80);
    const fullPage = scene.page.place === 'gallery';
    await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide', fullPage });
    pictures.push({ ...scene, ...look, scheme, file });
  }
  return pictures;
};
