import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUser, signIn } from '#modules/accounts/factory.ts';
import { openWorld, password, seriousFindings, type Visit, type World } from './world.ts';

let world: World;
/** A machine that does other things too takes its time. */
const slow = { timeout: 15_000 };

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

/** Somebody new, on their account page, reached by the menu on top. */
const openAccount = async (language: 'ko' | 'en', width = 1440): Promise<Visit> => {
  const user = await makeUser(world.house.database, world.ilshin.id, { name: '이하늘', locale: language, password });
  await signIn(world.house.database, user);
  await signIn(world.house.database, user);
  const visit = await world.enter(user, { language, width });
  await visit.go('/');
  await visit.page.getByRole('button', { name: visit.say('My menu: {{name}}', { name: '이하늘' }) }).click();
  await visit.page.getByRole('menuitem', { name: visit.say('My account') }).click();
  await visit.page.getByRole('heading', { name: visit.say('My account') }).waitFor();
  return visit;
};

describe.each(['ko', 'en'] as const)('one’s own account, in %s:', (language) => {
  test('a name and a language are changed and kept', async () => {
    const { page, say } = await openAccount(language, 390);
    const other = language === 'ko' ? 'English' : '한국어';
    await page.getByLabel(say('Name'), { exact: false }).first().fill('이푸른');
    await page.getByRole('combobox', { name: say('Language') }).click();
    await page.getByRole('option', { name: other }).click();
    await page.getByRole('button', { name: say('Save the profile') }).click();
    await page.getByRole('heading', { name: language === 'ko' ? 'My account' : '내 계정' }).waitFor();
    // The browser of this test begins every page in its own language; the account keeps the other.
    await page.reload();
    await expect.poll(() => page.locator('input[name=name]').inputValue(), slow).toBe('이푸른');
    expect(await page.getByRole('combobox', { name: say('Language') }).inputValue()).toBe(other);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a new password ends the other sessions, and a wrong one is named', async () => {
    const { page, say } = await openAccount(language);
    const ends = page.getByRole('button', { name: say('Sign out: {{name}}', { name: 'factory' }) });
    await expect.poll(() => ends.count(), slow).toBe(2);
    await page.getByLabel(say('Current password')).fill('not this one');
    await page.getByLabel(say('New password'), { exact: true }).fill('a gate that stands open');
    await page.getByLabel(say('Repeat the password')).fill('a gate that stands open');
    await page.getByRole('button', { name: say('Change the password') }).click();
    await page.getByText(say('This is not the current password. Type it again.')).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel(say('Current password')).fill(password);
    await page.keyboard.press('Enter');
    await page.getByText(say('The password is changed. Everywhere else you have been signed out.')).waitFor();
    await expect.poll(() => ends.count(), slow).toBe(0);
    await page.getByText(say('This one')).waitFor();
  });

  test('sessions are ended one by one or all at once', async () => {
    const { page, say } = await openAccount(language);
    const ends = page.getByRole('button', { name: say('Sign out: {{name}}', { name: 'factory' }) });
    await expect.poll(() => ends.count(), slow).toBe(2);
    await page.getByRole('button', { name: say('Sign out everywhere else') }).click();
    await expect.poll(() => ends.count(), slow).toBe(0);
    await page.getByText(say('This one')).waitFor();
  });

  test('a key is made, shown once, used, and revoked', async () => {
    const { page, say } = await openAccount(language);
    await page.getByRole('button', { name: say('New key') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('Make the key') }).click();
    await dialog.getByText(say('Choose at least one.')).first().waitFor();
    await dialog.getByLabel(say('Name of the key')).fill('재고 연동');
    await dialog.getByRole('checkbox', { name: say('Read requests') }).check();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: say('Make the key') }).click();
    const secret = await dialog.getByRole('textbox', { name: say('The key'), exact: true }).inputValue();
    const list = await fetch(`${world.address}/api/tickets`, { headers: { authorization: `Bearer ${secret}` } });
    expect(list.status).toBe(200);
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: say('I have kept it') }).click();
    await page.getByRole('button', { name: say('Revoke: {{name}}', { name: '재고 연동' }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Revoke the key') })
      .click();
    await page.getByText(say('No keys. Make one when a program has to read or write here.')).waitFor();
    const after = await fetch(`${world.address}/api/tickets`, { headers: { authorization: `Bearer ${secret}` } });
    expect(after.status).toBe(401);
  });
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
