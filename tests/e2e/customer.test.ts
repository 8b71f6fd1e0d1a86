import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, seriousFindings, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

describe.each(['ko', 'en'] as const)('a customer, in %s,', (language) => {
  test('asks, follows and answers', async () => {
    const title = language === 'ko' ? '냉장고 온도 센서가 꺼졌습니다' : 'The fridge sensor is off';
    const { page, go, say } = await world.enter(world.kim, { language });
    await go('/');
    await page.getByRole('textbox', { name: say('What can we help you with?') }).fill(title);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tickets/new');
    expect(await page.getByLabel(say('Title')).inputValue()).toBe(title);
    await page
      .getByLabel(say('Description'))
      .fill('**09:10** 부터\n\n<img src=x onerror=alert(1)>\n[x](javascript:alert(1))');
    await page.waitForTimeout(400);
    await page.reload();
    await expect.poll(() => page.getByLabel(say('Title')).inputValue()).toBe(title);
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: say('Send the request') }).dblclick();
    await page.waitForURL(/\/tickets\/\d+$/);
    const id = Number(page.url().split('/').at(-1));
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    const body = page.getByRole('list', { name: say('Conversation') });
    await body.getByText('<img src=x onerror=alert(1)>').waitFor();
    await body.locator('strong', { hasText: '09:10' }).waitFor();
    expect(await body.locator('img, a[href^="javascript"]').count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);

    // The technician answers; it appears without a reload.
    const desk = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    await desk.go(`/tickets/${id}`);
    await desk.page.getByRole('textbox', { name: desk.say('Reply') }).fill('전원을 다시 켜 보세요.');
    await desk.page.getByRole('button', { name: desk.say('Send the reply') }).click();
    await page.getByText('전원을 다시 켜 보세요.').waitFor();

    await page.getByRole('textbox', { name: say('Reply') }).fill('네, 이제 됩니다.');
    await page.keyboard.press('Control+Enter');
    await desk.page.getByText('네, 이제 됩니다.').waitFor();

    await page
      .getByRole('link', { name: say('Requests') })
      .first()
      .click();
    await page.getByRole('link', { name: title }).waitFor();
    expect(await page.getByRole('link', { name: title }).count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('says with one click whether a solved request works', async () => {
    const { id } = await world.openTicket('해결된 요청');
    const desk = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    const resolve = async (): Promise<void> => {
      await desk.page.getByRole('button', { name: desk.say('Resolve') }).click();
      const dialog = desk.page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('전원을 다시 켰습니다.');
      await dialog.getByRole('button', { name: desk.say('Resolve') }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await desk.go(`/tickets/${id}`);
    await desk.page.getByRole('button', { name: desk.say('Take it') }).click();
    await desk.page.getByRole('button', { name: desk.say('Start work') }).click();
    await resolve();

    const { page, go, say } = await world.enter(world.kim, { language, width: 390 });
    await go(`/tickets/${id}`);
    await page.getByRole('button', { name: say('No, not yet…') }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('아직 꺼져 있습니다.');
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Reopen') })
      .click();
    await resolve();
    await page.getByRole('button', { name: say('Yes, it works') }).click();
    const sure = page.getByRole('dialog');
    await sure.getByText(say('It ends for good: nobody can open it again.')).waitFor();
    expect(await sure.getByRole('textbox').count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await sure.getByRole('button', { name: say('Close the request') }).click();
    await page.getByText(say('Closed'), { exact: true }).first().waitFor();
  });

  test('is told what is missing, beside the field and in one place', async () => {
    const { page, go, say } = await world.enter(world.kim, { language });
    await go('/tickets/new');
    await page.getByRole('button', { name: say('Send the request') }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    await summary.getByRole('link', { name: say('Title') }).click();
    expect(await page.locator(':focus').getAttribute('name')).toBe('title');
    expect(await page.getByText(say('Fill this in.')).count()).toBe(2);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('sees neither notes nor what only staff do', async () => {
    const { id } = await world.openTicket('메모가 있는 요청');
    const desk = await world.enter(world.engineer, { language, actingIn: 'ILSHIN' });
    await desk.go(`/tickets/${id}`);
    await desk.page.getByRole('button', { name: desk.say('Internal note') }).click();
    await desk.page.getByRole('textbox', { name: desk.say('Internal note') }).fill('비밀 메모');
    await desk.page.getByRole('button', { name: desk.say('Add the note') }).click();
    await desk.page.getByText('비밀 메모').waitFor();

    const { page, go, say } = await world.enter(world.kim, { language });
    await go(`/tickets/${id}`);
    await page.getByRole('heading', { name: '메모가 있는 요청' }).waitFor();
    await page.getByRole('list', { name: say('Conversation') }).waitFor();
    expect(await page.getByText('비밀 메모').count()).toBe(0);
    expect(await page.getByRole('button', { name: say('Internal note') }).count()).toBe(0);
    expect(await page.getByRole('button', { name: say('Take it') }).count()).toBe(0);
  });
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
