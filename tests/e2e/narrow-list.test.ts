import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, seriousFindings, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  // The first one has more words than any column holds.
  for (const title of [`셋째 요청: ${'냉장고 온도 기록이 자주 비어 있습니다. '.repeat(6)}`, '넷째 요청']) {
    await world.openTicket(title);
  }
});
afterAll(async () => {
  await world.close();
});

test.each([1024, 1280])('at %i pixels a row beside the list leaves the titles to be read', async (width) => {
  const { page, go } = await world.enter(world.engineer, { actingIn: 'ILSHIN', width, height: 768 });
  await go('/tickets');
  const title = page.getByRole('link', { name: '셋째 요청' });
  await title.waitFor();
  const before = await title.boundingBox();
  await page.getByRole('link', { name: '넷째 요청' }).focus();
  await page.keyboard.press('Space');
  const beside = page.getByRole('complementary');
  await beside.getByRole('heading', { name: '넷째 요청' }).waitFor();
  await expect.poll(async () => (await title.boundingBox())?.width).toBeGreaterThan(200);
  const box = await title.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((await beside.boundingBox())?.x ?? 0);
  expect(box?.y).toBe(before?.y);
});

test('the columns that a narrow list has no room for say so, and on a phone the moment says of what', async () => {
  const { page, go, say } = await world.enter(world.engineer, { actingIn: 'ILSHIN', width: 1024, height: 768 });
  await go('/tickets');
  await page.getByRole('link', { name: '넷째 요청' }).waitFor();
  await page.getByRole('button', { name: say('Columns') }).click();
  const panel = page.getByRole('dialog', { name: say('Columns') });
  const note = page.getByText(say('No room at this width'));
  const noted = (name: string) =>
    panel
      .getByRole('listitem')
      .filter({ hasText: say(name) })
      .filter({ has: note });
  await noted('Due').waitFor();
  expect(await noted('Title').count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  // One that is not wanted anyway needs no room.
  await panel.getByRole('checkbox', { name: say('Due') }).click();
  await noted('Due').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText(say('Last updated')).first().waitFor();
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
