import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { measureSizes } from '../../bench/cases/page-size.ts';
import { isWithin, lineOf } from '../../bench/figure.ts';
import { openWorld, type World } from './world.ts';

describe('the web app as it was built', () => {
  it.each(measureSizes())('keeps its budget: $name', (figure) => {
    expect(isWithin(figure), lineOf(figure)).toBe(true);
  });
});

describe('what the first page shows', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world.close();
  });

  const pages = [
    ['the list', () => '/tickets', (path: string) => ['/api/session', `/api${path}?limit=50`]],
    ['a request', (id: number) => `/tickets/${id}`, (path: string) => ['/api/session', `/api${path}`]],
  ] as const;

  test.each(pages)('is asked for once, before the app is there: %s', async (_name, pathOf, addressesOf) => {
    const { id } = await world.openTicket('첫 화면에 보이는 요청');
    const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
    const held = Promise.withResolvers<void>();
    await page.route('**/assets/index-*.js', async (route) => {
      await held.promise;
      await route.continue();
    });
    const path = pathOf(id);
    const wanted = addressesOf(path);
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      asked.push(`${pathname}${search}`);
    });
    const answers = wanted.map((address) => page.waitForResponse((answer) => answer.url().endsWith(address)));
    const gone = go(path);
    expect((await Promise.all(answers)).map((answer) => answer.status())).toEqual(wanted.map(() => 200));
    held.resolve();
    await gone;
    await page.getByText('첫 화면에 보이는 요청').first().waitFor();
    expect(asked.filter((address) => wanted.includes(address)).toSorted()).toEqual(wanted.toSorted());
  });
});
