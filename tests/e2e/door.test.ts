import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '#modules/accounts/factory.ts';
import { openWorld, password, seriousFindings, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

describe.each(['ko', 'en'] as const)('at the door, in %s,', (language) => {
  test('a wrong password is told, the right one leads where one wanted to go', async () => {
    const { id } = await world.openTicket('로그인 뒤에 볼 요청');
    const { page, go, say } = await world.enter(null, { language });
    await go(`/tickets/${id}`);
    await page.getByLabel(say('Login')).fill('kim@ilshin.demo');
    await page.getByLabel(say('Password'), { exact: true }).fill('not this one');
    await page.getByRole('button', { name: say('Sign in') }).click();
    await page.getByText(say('Login or password is wrong.')).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel(say('Password'), { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '로그인 뒤에 볼 요청' }).waitFor();
  });

  test('the language is chosen on the spot', async () => {
    const { page, go, say } = await world.enter(null, { language });
    await go('/sign-in');
    await page.getByRole('heading', { name: say('Sign in') }).waitFor();
    await page.getByRole('button', { name: language === 'ko' ? 'English' : '한국어' }).click();
    await page.getByRole('heading', { name: language === 'ko' ? 'Sign in' : '로그인' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'ko' ? 'en' : 'ko');
  });

  test('a link that was used or made up is told so, without a way to guess', async () => {
    const { page, go, say } = await world.enter(null, { language });
    await go('/invitation#token=1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    await page.getByRole('heading', { name: say('This link does not work any more') }).waitFor();
    expect(page.url()).not.toContain('token');
    await page
      .getByText(say('This link was used already, or it is too old. Ask your administrator for a new one.'))
      .waitFor();
    await page.getByRole('link', { name: say('Go to the sign-in') }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test('a login of two organizations is asked which one', async () => {
  const library = await world.house.database.asAdmin("select id from madang.tenant where code = 'SEOUL_LIB'", []);
  await makeUser(world.house.database, Number(library[0]?.id), { login: 'kim@ilshin.demo', name: '김하나', password });
  const { page, go, say } = await world.enter(null);
  await go('/sign-in');
  await page.getByLabel(say('Login')).fill('kim@ilshin.demo');
  await page.getByLabel(say('Password'), { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: say('Organization') }).click();
  await page.getByRole('option', { name: 'SEOUL_LIB' }).click();
  await page.getByRole('button', { name: say('Sign in') }).click();
  await page.getByText('서울도서관').first().waitFor();
});

test('an invited person chooses a password and is in', async () => {
  const { page, go, say } = await world.enter(null);
  const administrator = await makeUser(world.house.database, world.ilshin.id, { role: 'ADMIN', password });
  const admin = await world.enter(administrator);
  const origin = { origin: world.address };
  const answer = await admin.context.request.post(`${world.address}/api/users`, {
    headers: origin,
    data: { login: 'new@ilshin.demo', name: '새사람', role: 'CUSTOMER' },
  });
  const { invitation } = (await answer.json()) as { invitation: { link: string } };
  await go(invitation.link.slice(invitation.link.indexOf('/invitation')));
  await page.getByLabel(say('New password'), { exact: true }).fill(password);
  await page.getByLabel(say('Repeat the password')).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: say('My menu: {{name}}', { name: '새사람' }) }).waitFor();
});

test('signing out wipes what was written and not sent', async () => {
  const { page, go, say } = await world.enter(world.kim);
  await go('/tickets/new');
  await page.getByLabel(say('Title')).fill('남이 보면 안 되는 글');
  await page.waitForTimeout(400);
  const drafts = (): Promise<string[]> =>
    page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('madang.draft.'))");
  expect(await drafts()).toHaveLength(1);
  await page.getByRole('button', { name: say('My menu: {{name}}', { name: '김하나' }) }).click();
  await page.getByRole('menuitem', { name: say('Sign out') }).click();
  await page.waitForURL('**/sign-in');
  expect(await drafts()).toEqual([]);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
