import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Server, signIn } from '../peers/server.ts';
import { askedFor, knock, talkedAbout } from './guide-world.ts';
import type { ScreenPage } from './pages.ts';
import { bringUp, languages, openContext, type Studio } from './shoot.ts';

// npm run screens -- --guide: the pictures of README.md and of docs/guide, in both languages, into docs/images/guide.

type Language = (typeof languages)[number];
type Act = (page: Page) => Promise<void>;
type GuidePicture = { readonly name: string; readonly height: number; readonly page: ScreenPage; readonly act?: Act };
type Requests = { readonly answered: number; readonly working: number };

const width = 1280;
/** Pictures are fetched by whoever reads the guide. */
const largest = 150_000;

/** Takes all pictures; answers the names of those that became too large. */
export const shootGuide = async (studio: Studio, server: Server): Promise<string[]> => {
  await knock(server);
  const requests = {
    answered: await talkedAbout(server, await signIn(server.address, customer.as), 'resolved'),
    working: await talkedAbout(server, (await studio.cookieOf(shown('/', engineer))) ?? '', 'in_progress'),
  };
  const tooLarge: string[] = [];
  for (const language of languages) {
    const folder = join(studio.folder, language);
    await mkdir(folder, { recursive: true });
    for (const picture of picturesOf(language, requests)) {
      const path = join(folder, `${picture.name}.png`);
      await take(studio, language, picture, path);
      const { size } = await stat(path);
      console.log(`${language} / ${picture.name}: ${Math.round(size / 1000)} kB`);
      tooLarge.push(...(size > largest ? [path] : []));
    }
  }
  return tooLarge;
};

const take = async (studio: Studio, language: Language, picture: GuidePicture, path: string): Promise<void> => {
  const { page: wanted, height, act } = picture;
  const context = await openContext(studio, wanted, language, false);
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: 'light' });
    await bringUp(page, studio, { page: wanted, state: 'full' });
    if (act !== undefined) {
      await act(page);
      // What was typed is answered a moment later.
      await page.waitForTimeout(1500);
    }
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  } finally {
    await context.close();
  }
};

const customer = { as: 'kim@ilshin.demo' };
const engineer = { as: 'engineer@hanbit.demo', actingIn: 'ILSHIN' };
const administrator = { as: 'admin@ilshin.demo' };

const shown = (path: string, who: Pick<ScreenPage, 'as' | 'actingIn'>): ScreenPage => ({
  part: 'guide',
  name: path,
  path,
  ...who,
  states: [],
});

const picturesOf = (language: Language, { answered, working }: Requests): readonly GuidePicture[] => {
  const said = askedFor[language];
  return [
    { name: 'home-customer', height: 640, page: shown('/', customer), act: ask(said.question) },
    { name: 'request-customer', height: 640, page: shown(`/tickets/${answered}`, customer) },
    { name: 'list', height: 560, page: shown('/tickets?status=received&status=in_progress', engineer) },
    { name: 'selection', height: 400, page: shown('/tickets?statusCategory=open', engineer), act: select },
    { name: 'note', height: 640, page: shown(`/tickets/${working}`, engineer), act: writeNote(said.note) },
    { name: 'invitation', height: 480, page: shown('/admin/users/new', administrator), act: invite(said) },
    { name: 'roles', height: 640, page: shown('/admin/access', administrator) },
    { name: 'audit', height: 480, page: shown('/admin/audit?outcome=refused', administrator) },
  ];
};

const ask =
  (question: string): Act =>
  (page) =>
    page.locator('input[name=question]').fill(question);

const select: Act = async (page) => {
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) {
    await page.keyboard.press(key);
  }
  await page.getByRole('toolbar').waitFor();
};

const writeNote =
  (note: string): Act =>
  async (page) => {
    const name = /^(?:내부 메모|Internal note)$/;
    await page.getByRole('button', { name }).click();
    await page.getByRole('textbox', { name }).fill(note);
  };

const invite =
  ({ login, name }: { readonly login: string; readonly name: string }): Act =>
  async (page) => {
    await page.getByRole('textbox', { name: /^(?:이름|Name)/ }).fill(name);
    await page.getByRole('textbox', { name: /^(?:아이디|Login)/ }).fill(login);
    await page.locator('form button[type=submit]').click();
    await page.locator('input[readonly]').first().waitFor();
  };
