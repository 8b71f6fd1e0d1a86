import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pages, type ScreenPage, type State } from './pages.ts';
import { arrangeState } from './states.ts';

export const languages = ['ko', 'en'] as const;
export const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];
export const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** For a look in between: each language, scheme and width, but not all of them with all others. */
const quickLooks: ReadonlySet<string> = new Set(['ko light 1440', 'ko dark 1440', 'en light 1024', 'en dark 390']);

/** One page in one state: what two loops of looks make pictures of. */
export type Scene = { readonly page: ScreenPage; readonly state: string };
export type Studio = {
  readonly browser: Browser;
  readonly folder: string;
  readonly quick: boolean;
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
    .filter(({ part, name }) => only === undefined || [part, name].some((word) => only.split(',').includes(word)))
    .flatMap((page) => [...page.states, ...Object.keys(page.acts ?? {})].map((state) => sceneOf(page, state)));

/** Who is refused in truth comes as himself, and where he belongs. */
const sceneOf = ({ actingIn, ...page }: ScreenPage, state: string): Scene => ({
  page:
    state === 'refused' && page.refusedAs !== undefined
      ? { ...page, as: page.refusedAs }
      : { ...page, ...(actingIn && { actingIn }) },
  state,
});

/** All pictures of one scene; `lost` when the page is not there at all. */
export const shoot = async (studio: Studio, scene: Scene): Promise<{ pictures: Picture[]; lost: boolean }> => {
  const pictures: Picture[] = [];
  let lost = false;
  for (const language of languages) {
    for (const phone of [false, true]) {
      const context = await openContext(studio, scene.page, language, phone);
      try {
        for (const size of sizes.filter(({ width }) => width < 760 === phone)) {
          const found = await shootAt(studio, scene, context, { language, ...size });
          pictures.push(...found.pictures);
          lost ||= found.lost;
        }
      } finally {
        await context.close();
      }
    }
  }
  return { pictures, lost };
};

type Place = { readonly language: string; readonly width: number; readonly height: number };

const shootAt = async (studio: Studio, scene: Scene, context: BrowserContext, { language, width, height }: Place) => {
  const wanted = schemes.filter((scheme) => !studio.quick || quickLooks.has(`${language} ${scheme} ${width}`));
  if (wanted.length === 0) {
    return { pictures: [], lost: false };
  }
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await bringUp(page, studio, scene);
  const lost = await isLost(page, scene);
  const pictures = await take(page, studio, scene, { language, width, wanted });
  await page.close();
  return { pictures, lost };
};

/** A phone is held in the hand: what a finger meets is larger there, and keys are not spoken of. */
export const openContext = async (
  studio: Studio,
  page: ScreenPage,
  language: string,
  phone: boolean,
): Promise<BrowserContext> => {
  const locale = language === 'ko' ? 'ko-KR' : 'en-US';
  const context = await studio.browser.newContext({ locale, hasTouch: phone, isMobile: phone });
  await context.addInitScript(`localStorage.setItem('madang.language', '${language}')`);
  const cookie = await studio.cookieOf(page);
  if (cookie !== null) {
    const [name = '', ...value] = cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url: new URL(studio.addressOf(page)).origin }]);
  }
  return context;
};

export const bringUp = async (page: Page, studio: Studio, scene: Scene): Promise<void> => {
  const { page: wanted, state } = scene;
  const act = wanted.acts?.[state];
  const quiet = watchQuiet(page);
  const inTruth = act !== undefined || wanted.as === wanted.refusedAs;
  await arrangeState(page, inTruth ? 'full' : (state as State));
  await page.goto(studio.addressOf(wanted), { waitUntil: 'domcontentloaded' });
  await page
    .locator('h1:visible, h2:visible, [role=status]:visible')
    .first()
    .waitFor({ timeout: 20_000 })
    .catch(tell(scene));
  await quiet(state === 'loading' ? 800 : 6000);
  if (act !== undefined) {
    await act(page).catch(tell(scene));
    await quiet(4000);
  }
};

/** What does not come is said, and the picture shows how far it came: one page in a bad state does not end the round. */
const tell =
  ({ page, state }: Scene) =>
  (error: Error): void =>
    console.error(`${page.name} / ${state}: ${error.message.split('\n').slice(0, 3).join(' ')}`);

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

const take = async (
  page: Page,
  { folder }: Studio,
  scene: Scene,
  { wanted, ...look }: { readonly language: string; readonly width: number; readonly wanted: readonly Scheme[] },
): Promise<Picture[]> => {
  const pictures: Picture[] = [];
  for (const scheme of wanted) {
    const { part, name } = scene.page;
    const file = `${part}-${name}-${scene.state}-${look.language}-${scheme}-${look.width}.png`;
    // As people do it: the screen has its colours first, and is printed then.
    await page.emulateMedia({ media: 'screen', colorScheme: scheme });
    await page.waitForTimeout(80);
    if (scene.state === 'print') {
      await page.emulateMedia({ media: 'print' });
      await page.locator('html[data-mantine-color-scheme="light"]').waitFor({ state: 'attached' });
    }
    const fullPage = scene.page.place === 'gallery';
    await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide', fullPage });
    pictures.push({ ...scene, ...look, scheme, file });
  }
  return pictures;
};
