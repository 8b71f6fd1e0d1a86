import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { About } from '#modules/about/contract.ts';
import { type MadeUser, makeUser } from '#modules/accounts/factory.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { openWorld, seriousFindings, type World } from './world.ts';

let world: World;
let admin: MadeUser;
let provider: MadeUser;
let rule: number;

beforeAll(async () => {
  world = await openWorld();
  const { database } = world.house;
  admin = await makeUser(database, world.ilshin.id, { role: 'ADMIN', login: 'lee@ilshin.demo', name: '이관리' });
  provider = await makeUser(database, PROVIDER_TENANT_ID, {
    role: 'ADMIN',
    login: 'admin@hanbit.demo',
    name: '한관리',
  });
  for (const title of ['정전', '누수', '화재 경보', '통신 두절', '서버 멈춤', '온도 경보']) {
    await world.openTicket(title, { kind: 'incident' });
  }
  const [found] = await database.asAdmin(
    "select id from madang.numbering_rule where tenant_id = $1 and code = 'ticket.incident'",
    [world.ilshin.id],
  );
  rule = found?.id as number;
});
afterAll(() => world?.close());

/** Where the words of a page stand that are known before its data is: headings, labels, titles of columns. */
const placesOf = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    await page
      .locator('main :is(h2, dt, th)')
      .evaluateAll((all) =>
        all
          .filter((each) => !each.querySelector('[data-coming]'))
          .map((each) => [`${each.tagName} ${each.textContent}`, Math.round(each.getBoundingClientRect().top)]),
      ),
  );

/** As on any disk that can be asked; the server of a test has no folder. */
const room = { storage: { freeBytes: 4e11, totalBytes: 5e11 } };

/** What the page asks for arrives when `arrive` is called, and not before. */
const holdBack = async (page: Page): Promise<() => void> => {
  let arrive = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/api\/numbering-rules/, async (route) => {
    await gate;
    await route.continue();
  });
  await page.route('**/api/about', async (route) => {
    await gate;
    const response = await route.fetch();
    const body = (await response.json()) as About;
    await route.fulfill({ response, json: { ...body, system: body.system && { ...body.system, ...room } } });
  });
  return arrive;
};

describe.each([
  { language: 'ko', width: 1440 },
  { language: 'en', width: 390 },
  { language: 'ko', width: 390 },
] as const)('in $language at $width pixels, nothing moves when the data arrives', (look) => {
  test.each([
    { name: 'of a rule', path: () => `/admin/numbering/${rule}`, as: () => admin, shown: 'INC-2026-' },
    { name: 'about Madang', path: () => '/about', as: () => admin, shown: 'Apache-2.0' },
    { name: 'about Madang, for the provider', path: () => '/about', as: () => provider, shown: 'PostgreSQL 18' },
  ])('on the page $name', async ({ path, as, shown }) => {
    const { page, go, say } = await world.enter(as(), look);
    const arrive = await holdBack(page);
    await go(path());
    await page.getByText(say('Loading')).first().waitFor({ state: 'attached' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    await expect.poll(async () => Object.keys(await placesOf(page)).length).toBeGreaterThan(2);
    const before = await placesOf(page);
    arrive();
    await page.locator(':not([data-coming])', { hasText: shown }).last().waitFor();
    await expect.poll(() => page.locator('[data-coming]').count()).toBe(0);
    expect(await placesOf(page)).toEqual(before);
  });

  test('on the page of all rules', async () => {
    const { page, go, say } = await world.enter(admin, look);
    const arrive = await holdBack(page);
    await go('/admin/numbering');
    await page.getByText(say('Loading')).first().waitFor({ state: 'attached' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    const boxes = () => Promise.all([0, 1].map((at) => page.locator('main li').nth(at).boundingBox()));
    const before = await boxes();
    expect(before[1]?.height).toBeGreaterThan(60);
    arrive();
    await page.getByText(/SR-\d{4}-000001/).waitFor();
    expect(await boxes()).toEqual(before);
  });
});

describe.each(['ko', 'en'] as const)('in %s, a list of rules without any says what to do', (language) => {
  test.each([
    { who: 'an administrator', as: () => admin, next: 'Ask an administrator of the provider.' },
    {
      who: 'an administrator of the provider',
      as: () => provider,
      next: 'Find out what removed them before you restore anything. See docs/operations.md in the installation folder.',
    },
  ])('to $who, and looks again when asked to', async ({ as, next }) => {
    const { page, go, say } = await world.enter(as(), { language });
    await page.route(/\/api\/numbering-rules\?/, (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
    await go('/admin/numbering');
    await page.getByText(say('There are no numbering rules')).waitFor();
    await page.getByText(say(next)).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.unroute(/\/api\/numbering-rules\?/);
    await page.getByRole('button', { name: say('Check again') }).click();
    await page.getByRole('link', { name: say('Incident'), exact: true }).waitFor();
  });
});

test.each([
  { width: 390, place: 'below its words' },
  { width: 1440, place: 'beside them' },
])('a part that failed at $width pixels has its button $place', async ({ width }) => {
  const { page, go, say } = await world.enter(admin, { width });
  await page.route('**/api/numbering-rules/*/proof', (route) => route.fulfill({ status: 500, json: {} }));
  await go(`/admin/numbering/${rule}`);
  const title = page.getByRole('alert').getByText(say('This could not be loaded'));
  const words = await title.locator('..').boundingBox();
  const button = await page.getByRole('alert').getByRole('button').boundingBox();
  expect(words?.width).toBeGreaterThan(width === 390 ? 290 : 500);
  expect((button?.y ?? 0) >= (words?.y ?? 0) + (words?.height ?? 0)).toBe(width === 390);
  expect((button?.x ?? 0) === words?.x).toBe(width === 390);
});
