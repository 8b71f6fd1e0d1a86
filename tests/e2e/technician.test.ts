import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, seriousFindings, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

describe.each(['ko', 'en'] as const)('a technician, in %s,', (language) => {
  test('receives a request without a reload, takes it, notes, asks back and resolves it', async () => {
    const { page, go, say } = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    await go('/tickets');
    await page.getByRole('heading', { name: say('Requests'), exact: true }).waitFor();
    await page.getByRole('img', { name: say('Live: changes appear by themselves') }).waitFor();
    const title = `프린터 용지 걸림 ${language}`;
    await world.openTicket(title);
    await page.getByRole('link', { name: title }).click();
    await page.waitForURL(/\/tickets\/\d+$/);

    await page.getByRole('button', { name: say('Take it') }).click();
    await page.getByRole('button', { name: say('Start work') }).click();
    await page.getByText(say('{{name}} took the request.', { name: '박기술' })).waitFor();

    await page.getByRole('button', { name: say('Internal note') }).click();
    await page.getByText(say('Only staff read this. The customer does not see it.')).waitFor();
    await page.getByRole('textbox', { name: say('Internal note') }).fill('급지 롤러 재고 확인');
    await page.keyboard.press('Control+Enter');
    await page.getByText('급지 롤러 재고 확인').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: say('More actions') }).click();
    await page.getByRole('menuitem', { name: say('Ask the customer') }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('어떤 용지를 쓰시나요?');
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Ask the customer') })
      .click();
    await page.getByText('어떤 용지를 쓰시나요?').waitFor();
    await page.getByText(say('Waiting for customer'), { exact: true }).first().waitFor();

    await page.getByRole('button', { name: say('Continue work') }).click();
    await page.getByRole('button', { name: say('Resolve') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('Resolve') }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox').fill('롤러를 갈았습니다.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('롤러를 갈았습니다.').waitFor();
    await page.getByText(say('Resolved'), { exact: true }).first().waitFor();
  });

  test('assigns to somebody else, and changes facts where they stand', async () => {
    const { id } = await world.openTicket('새 계정 요청');
    const { page, go, say } = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    await go(`/tickets/${id}`);
    await page.getByRole('button', { name: say('More actions') }).click();
    await page.getByRole('menuitem', { name: say('Assign') }).click();
    await page.getByRole('dialog').getByRole('combobox').click();
    await page.getByRole('option', { name: '박기술' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Assign') })
      .click();
    await page.getByText(say('{{name}} took the request.', { name: '박기술' })).waitFor();

    await page.getByRole('button', { name: say('Some people') }).click();
    await page.getByRole('menuitemradio', { name: say('Everybody') }).click();
    await page.getByText(say('High'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: say('Change the title') }).click();
    await page.getByRole('textbox', { name: say('Title') }).fill('새 직원 두 명의 계정');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '새 직원 두 명의 계정' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '새 직원 두 명의 계정' }).waitFor();
  });

  test('filters, and finds the filters again in the address', async () => {
    await world.openTicket('주소에 남는 필터');
    const { page, go, say } = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    await go('/tickets');
    await page.getByRole('button', { name: say('Filter'), exact: true }).click();
    await page.getByRole('menuitem', { name: say('Status') }).click();
    await page.getByRole('menuitemcheckbox', { name: say('Received') }).click();
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).search).toBe('?status=received');
    await page.getByRole('textbox', { name: say('Search requests') }).fill('주소에');
    await page.waitForURL(/q=/);
    await page.reload();
    await page.getByRole('link', { name: '주소에 남는 필터' }).first().waitFor();
    expect(await page.getByRole('textbox', { name: say('Search requests') }).inputValue()).toBe('주소에');
    await page.getByRole('textbox', { name: say('Search requests') }).fill('그런 것은 없습니다');
    await page.getByText(say('No matching requests')).waitFor();
    await page.getByRole('link', { name: say('Show all requests') }).click();
    await page.getByRole('link', { name: '주소에 남는 필터' }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test('a reply is written and sent while a note is still on its way, and both arrive', async () => {
  const { id } = await world.openTicket('메모와 답변을 잇달아');
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await go(`/tickets/${id}`);
  const held = Promise.withResolvers<void>();
  await page.route('**/api/tickets/*/notes', async (route) => {
    await (route.request().method() === 'POST' ? held.promise : undefined);
    await route.continue();
  });
  const conversation = page.getByRole('list', { name: say('Conversation') });
  await conversation.waitFor();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: say('Internal note') }).waitFor();
  await page.keyboard.type('slow note');
  await page.keyboard.press('Control+Enter');
  await conversation.getByText('slow note').waitFor();
  await page.getByRole('button', { name: say('Reply'), exact: true }).click();
  await page.keyboard.type('quick reply');
  await page.keyboard.press('Control+Enter');
  await conversation.getByText('quick reply').waitFor();
  await conversation.getByText('slow note').waitFor();
  const arrived = page.waitForResponse(/notes$/);
  held.resolve();
  await arrived;
  await page.getByRole('button', { name: say('Internal note'), exact: true }).click();
  await expect.poll(() => page.getByRole('textbox', { name: say('Internal note') }).inputValue()).toBe('');
  await page.reload();
  await conversation.getByText('slow note').waitFor();
  await conversation.getByText('quick reply').waitFor();
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
