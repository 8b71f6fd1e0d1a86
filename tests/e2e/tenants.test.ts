import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherTab, openWorld, seriousFindings, settled, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

test('staff choose where they work, see it on every page, and all tabs follow', async () => {
  await world.openTicket('일신산업의 요청');
  const first = await world.enter(world.engineer);
  await first.go('/tickets');
  const second = await anotherTab(first);
  await second.go('/tickets');
  await second.page.getByRole('heading', { name: first.say('Where do you want to work?') }).waitFor();
  const waiting = second.page.getByRole('button', { name: '일신산업' });
  await waiting.getByText(first.say('{{count}} open', { count: '1' })).waitFor();
  await waiting.getByText(first.say('{{count}} unassigned', { count: '1' })).waitFor();
  expect(await seriousFindings(second.page)).toEqual([]);

  await first.page.getByRole('button', { name: '일신산업' }).click();
  await first.page.getByText(first.say('You are working in {{tenant}}.', { tenant: '일신산업' })).waitFor();
  await first.page.getByRole('link', { name: '일신산업의 요청' }).first().waitFor();
  await second.page.getByText(first.say('You are working in {{tenant}}.', { tenant: '일신산업' })).waitFor();
  expect(await seriousFindings(first.page)).toEqual([]);

  await first.page.getByRole('button', { name: first.say('Choose another organization') }).click();
  await first.page.getByRole('textbox', { name: first.say('Find an organization') }).fill('도서관');
  await first.page.getByRole('option', { name: '서울도서관' }).waitFor();
  await first.page.keyboard.press('Enter');
  await second.page.getByText(first.say('You are working in {{tenant}}.', { tenant: '서울도서관' })).waitFor();
});

test('a tab that was left behind is told, does nothing in the wrong place, and finds the way', async () => {
  const { id } = await world.openTicket('뒤처진 탭');
  const visit = await world.enter(world.engineer, { actingIn: 'ILSHIN' });
  await visit.go(`/tickets/${id}`);
  await visit.page.getByRole('textbox', { name: visit.say('Reply') }).fill('엉뚱한 곳에 가면 안 되는 글');
  await settled(visit.page);
  // The session moves where this tab does not hear of it.
  await visit.context.request.put(`${world.address}/api/session/acting-tenant`, {
    headers: { origin: world.address },
    data: { code: 'SEOUL_LIB' },
  });
  await visit.page.getByRole('button', { name: visit.say('Send the reply') }).click();
  const dialog = visit.page.getByRole('dialog', { name: visit.say('You work in another organization now') });
  await dialog.waitFor();
  expect(await seriousFindings(visit.page)).toEqual([]);
  await dialog.getByRole('button', { name: '일신산업' }).click();
  await visit.page.waitForURL(`${world.address}/`);
  await visit.page.getByText(visit.say('You are working in {{tenant}}.', { tenant: '일신산업' })).waitFor();
  await visit.go(`/tickets/${id}`);
  const kept = visit.page.getByRole('textbox', { name: visit.say('Reply') });
  await expect.poll(() => kept.inputValue(), { timeout: 15_000 }).toBe('엉뚱한 곳에 가면 안 되는 글');
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
