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
    ['the list', () => '/tickets', ['?limit=50']],
    ['a request', (id: number) => `/tickets/${id}`, ['', '/comments?limit=50']],
  ] as const;

  test.each(pages)('is asked for once, before the app is there: %s', async (_name, pathOf, parts) => {
    const { id } = await world.openTicket('첫 화면에 보이는 요청');
    const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
    const held = Promise.withResolvers<void>();
    // Once the stream has begun, all is asked for again, and rightly so.
    await page.route('**/api/events*', () => undefined);
    await page.route('**/assets/index-*.js', async (route) => {
      await held.promise;
      await route.continue();
    });
    const path = pathOf(id);
    const wanted = ['/api/session', ...parts.map((part) => `/api${path}${part}`)];
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

  test('what one may not see is asked for once, and its parts never', async () => {
    const kim = await world.enter(world.kim);
    const asked: string[] = [];
    kim.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await kim.go('/tickets/999999');
    await kim.page.getByText(kim.say('There is nothing here')).first().waitFor();
    expect(asked.filter((path) => path.startsWith('/api/tickets/999999'))).toEqual(['/api/tickets/999999']);
  });
});
