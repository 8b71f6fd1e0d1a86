import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, seriousFindings, type Visit, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  for (const title of ['첫째 요청', '둘째 요청', '셋째 요청', '넷째 요청']) {
    await world.openTicket(title);
  }
});
afterAll(async () => {
  await world.close();
});

const row = ({ page }: Visit, title: string) => page.getByRole('row').filter({ hasText: title });
const focused = ({ page }: Visit): Promise<string> => page.evaluate<string>('document.activeElement.textContent');

describe.each(['ko', 'en'] as const)('a list, in %s,', (language) => {
  test('is walked, looked into and chosen from by keyboard alone', async () => {
    const visit = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    const { page, go, say } = visit;
    await go('/tickets');
    await page.getByRole('link', { name: '넷째 요청' }).waitFor();
    await page.keyboard.press('End');
    await expect.poll(() => focused(visit)).toContain('첫째 요청');
    await page.keyboard.press('Home');
    await expect.poll(() => focused(visit)).toContain('넷째 요청');

    await page.keyboard.press('Space');
    const beside = page.getByRole('complementary');
    await beside.getByRole('heading', { name: '넷째 요청' }).waitFor();
    await beside.getByRole('list', { name: say('Conversation') }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('j');
    await beside.getByRole('heading', { name: '셋째 요청' }).waitFor();
    expect(await focused(visit)).toContain('셋째 요청');
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });

    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText(say('{{count}} selected', { count: '3' }), { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: say('What was selected') }).waitFor({ state: 'detached' });
  });

  test('has columns that are chosen, moved and widened, and stay so', async () => {
    const { page, go, say } = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    const heads = async (): Promise<string[]> =>
      (await page.getByRole('columnheader').allTextContents()).map((text) => text.trim()).filter((text) => text !== '');
    await go('/tickets');
    await page.getByRole('link', { name: '넷째 요청' }).waitFor();
    const before = await heads();
    await page.getByRole('button', { name: say('Columns') }).click();
    const panel = page.getByRole('dialog', { name: say('Columns') });
    await panel.getByRole('checkbox', { name: say('Requester') }).click();
    await panel.getByRole('button', { name: say('{{name}}: to the left', { name: say('Status') }) }).click();
    await panel.getByRole('button', { name: say('{{name}}: wider', { name: say('Number') }) }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const after = await heads();
    expect(after).not.toContain(say('Requester'));
    expect(after.indexOf(say('Status'))).toBe(before.indexOf(say('Status')) - 1);
    const number = page.getByRole('columnheader', { name: say('Number') });
    const wide = (await number.boundingBox())?.width;
    await page.reload();
    await page.getByRole('link', { name: '넷째 요청' }).waitFor();
    expect(await heads()).toEqual(after);
    expect((await number.boundingBox())?.width).toBe(wide);

    const box = await number.boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) + 5, (box?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) + 65, (box?.y ?? 0) + 10, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(async () => Math.round((await number.boundingBox())?.width ?? 0))
      .toBe(Math.round((wide ?? 0) + 60));
    await page.getByRole('button', { name: say('Columns') }).click();
    await panel.getByRole('button', { name: say('Reset columns') }).click();
    await expect.poll(heads).toEqual(before);
  });

  test('keeps the present filters as a view under a name', async () => {
    const { page, go, say } = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    const name = `내 보기 ${language}`;
    // The view of the other language is there already.
    const priority = language === 'ko' ? 'p3' : 'p4';
    await go(`/tickets?priority=${priority}&sort=createdAt`);
    await page.getByRole('button', { name: say('Save as a view') }).click();
    await page.getByRole('textbox', { name: say('Name of the view') }).fill(name);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const tab = page.getByRole('navigation', { name: say('Views') }).getByRole('link', { name });
    await tab.waitFor();
    await go('/tickets');
    await tab.click();
    await page.waitForURL(new RegExp(`priority=${priority}`));
    await expect.poll(() => tab.getAttribute('aria-current')).toBe('page');
    await page.getByRole('button', { name: say('This view: {{name}}', { name }) }).click();
    await page.getByRole('menuitem', { name: say('Rename the view') }).click();
    await page.getByRole('textbox', { name: say('Name of the view') }).fill(`${name} 2`);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: `${name} 2` }).waitFor();
    await page.getByRole('button', { name: say('This view: {{name}}', { name: `${name} 2` }) }).click();
    await page.getByRole('menuitem', { name: say('Remove the view') }).click();
    await page.getByRole('link', { name: `${name} 2` }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('Undo') }).click();
    await page.getByRole('link', { name: `${name} 2` }).waitFor();
  });
});

test('many are taken at once; what was refused is named, goes along to other pages, and stays until it is dismissed', async () => {
  const done = await world.openTicket('이미 끝난 요청');
  await world.openTicket('함께 처리할 요청');
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  const { page, go, say } = visit;
  await go(`/tickets/${done.id}`);
  await page.getByRole('button', { name: say('More actions') }).click();
  await page.getByRole('menuitem', { name: say('Cancel the request') }).click();
  const sure = page.getByRole('dialog');
  const button = sure.getByRole('button', { name: say('Cancel the request') });
  expect(await button.isDisabled()).toBe(true);
  await sure.getByRole('textbox').fill(done.number);
  expect(await seriousFindings(page)).toEqual([]);
  await button.click();
  await sure.waitFor({ state: 'detached' });
  await page.getByText(say('Cancelled'), { exact: true }).first().waitFor();

  await go('/tickets');
  await row(visit, '함께 처리할 요청').getByRole('checkbox').click();
  await row(visit, '이미 끝난 요청').getByRole('checkbox').click();
  const bar = page.getByRole('toolbar', { name: say('What was selected') });
  await bar
    .getByText(say('skips {{count}}', { count: '1' }))
    .first()
    .waitFor();
  await bar.getByRole('button', { name: say('Take them') }).click();
  const result = page.getByRole('region', { name: say('Take them') });
  await result.getByText(say('{{count}} done.', { count: '1' })).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // The tray goes along to other pages, and each one can be looked at from there.
  await result.getByRole('link', { name: done.number }).click();
  await page.getByRole('heading', { name: '이미 끝난 요청' }).waitFor();
  await result.getByText(say('Not possible in the state {{status}}.', { status: say('Cancelled') })).waitFor();
  await result.getByText(say('Show the {{count}} that were done', { count: '1' })).click();
  const handle = page.getByRole('button', { name: say('Jobs and their results') });
  await page.getByRole('button', { name: say('Fold it up'), exact: true }).click();
  await result.waitFor({ state: 'detached' });
  await expect.poll(() => focused(visit)).toContain(say('Jobs and their results'));
  await handle.click();
  await result.waitFor();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: say('Requests') })
    .first()
    .click();
  await row(visit, '함께 처리할 요청').getByText('박기술').waitFor();
  await result.getByRole('button', { name: say('Dismiss') }).click();
  await result.waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
});

test('many are tagged, untagged again by undo, and resolved at once', async () => {
  await world.openTicket('함께 표시할 요청');
  // Wide enough for tags beside the titles.
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN', width: 1680 });
  const { page, go, say } = visit;
  await go('/tickets');
  await row(visit, '함께 표시할 요청').getByRole('checkbox').click();
  const bar = page.getByRole('toolbar', { name: say('What was selected') });
  await bar.getByRole('button', { name: say('Take them') }).click();
  await row(visit, '함께 표시할 요청').getByText('박기술').waitFor();
  await row(visit, '함께 표시할 요청').getByRole('checkbox').click();
  await bar.getByRole('button', { name: say('Tag…') }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('묶음, 시험');
  await page.keyboard.press('Control+Enter');
  await row(visit, '함께 표시할 요청').getByText('묶음').waitFor();
  await page.getByRole('button', { name: say('Undo') }).waitFor();
  await page.keyboard.press('z');
  await row(visit, '함께 표시할 요청').getByText('묶음').waitFor({ state: 'detached' });
  await row(visit, '함께 표시할 요청').getByRole('checkbox').click();
  await bar.getByRole('button', { name: say('Resolve') }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('한꺼번에 처리했습니다.');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await row(visit, '함께 표시할 요청').getByText(say('Resolved'), { exact: true }).waitFor();
});

test('a customer is shown own similar requests while typing; staff asks on behalf of somebody', async () => {
  await world.openTicket('삼층 프린터 용지가 자꾸 걸립니다');
  const customer = await world.enter(world.kim);
  await customer.go('/tickets/new');
  await customer.page.getByRole('textbox', { name: customer.say('Title') }).fill('프린터 용지 걸립니');
  const hint = customer.page.getByRole('region', { name: customer.say('Similar requests') });
  await hint.getByRole('link', { name: '삼층 프린터 용지가 자꾸 걸립니다' }).waitFor();
  expect(await seriousFindings(customer.page)).toEqual([]);
  expect(await customer.page.getByRole('combobox', { name: customer.say('On behalf of') }).count()).toBe(0);

  const staff = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await staff.go('/tickets/new');
  await staff.page.getByRole('combobox', { name: staff.say('On behalf of') }).fill('kim@');
  await staff.page.getByRole('option', { name: '김하나' }).click();
  await staff.page.getByRole('textbox', { name: staff.say('Title') }).fill('전화로 받은 새 의자 요청');
  expect(await seriousFindings(staff.page)).toEqual([]);
  await staff.page.keyboard.press('Control+Enter');
  await staff.page.waitForURL(/\/tickets\/\d+$/);
  await staff.page.getByText(staff.say('{{name}} asked', { name: '김하나' })).waitFor();
});

test('a row looks pressed at once, and two clicks open it once', async () => {
  await world.openTicket('두 번 누른 요청');
  const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go('/tickets');
  await page.locator('[data-row]').first().waitFor();
  const { before, after, visits } = await page.evaluate<{ before: string; after: string; visits: number }>(`(() => {
    const link = document.querySelector('[data-row]');
    const colour = () => getComputedStyle(link.closest('tr')).backgroundColor;
    link.focus();
    const before = colour();
    link.click();
    const after = colour();
    link.click();
    return { before, after, visits: history.length };
  })()`);
  expect(after).not.toBe(before);
  await page.waitForURL(/\/tickets\/\d+$/);
  expect(await page.evaluate('history.length')).toBe(visits + 1);
});

test('on paper a dark list is light, and dark again on the screen', async () => {
  const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN', scheme: 'dark' });
  await go('/tickets');
  await page.getByRole('table').waitFor();
  const shade = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const dark = await shade();
  await page.emulateMedia({ media: 'print' });
  await expect.poll(shade).not.toBe(dark);
  await page.emulateMedia({ media: null });
  await expect.poll(shade).toBe(dark);
});

test('on paper moments are exact, and it says whose page it is and when it was printed', async () => {
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go('/tickets');
  const moment = page.getByRole('row').filter({ hasText: '넷째 요청' }).getByRole('time').last();
  const exact = /^\d{4}-\d{2}-\d{2} \(.\) \d{2}:\d{2}$/;
  const printed = page.getByText(new RegExp(say('Printed {{at}}', { at: '\\d{4}-' })));
  expect(await moment.textContent()).not.toMatch(exact);
  expect(await printed.count()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => moment.textContent()).toMatch(exact);
  await printed.waitFor();
  await page.getByRole('strong').getByText('일신산업', { exact: true }).waitFor();
  await page.emulateMedia({ media: null });
  await expect.poll(() => moment.textContent()).not.toMatch(exact);
});

test('on a phone cards are chosen after one said so', async () => {
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN', width: 390, height: 844 });
  const { page, go, say } = visit;
  await go('/tickets');
  await page.getByRole('link', { name: '넷째 요청' }).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.getByRole('button', { name: say('Select rows') }).click();
  await row(visit, '넷째 요청').getByRole('checkbox').click();
  await page.getByText(say('{{count}} selected', { count: '1' }), { exact: true }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
