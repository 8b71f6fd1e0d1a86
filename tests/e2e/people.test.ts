import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeUser, makeUser } from '#modules/accounts/factory.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { openWorld, password, seriousFindings, type Visit, type World } from './world.ts';

let world: World;
let chief: MadeUser;

beforeAll(async () => {
  world = await openWorld();
  chief = await makeUser(world.house.database, PROVIDER_TENANT_ID, {
    role: 'ADMIN',
    login: 'chief@hanbit.demo',
    name: '문가온',
  });
});
afterAll(async () => {
  await world.close();
});

const drafts = (visit: Visit): Promise<string[]> =>
  visit.page.evaluate(
    "Object.entries(localStorage).filter(([key]) => key.startsWith('madang.draft.')).map(([, value]) => value)",
  );

/** The language's words for a look of a form. */
const field = (visit: Visit, label: string) => visit.page.getByRole('textbox', { name: visit.say(label) });

describe.each(['ko', 'en'] as const)('an administrator, in %s,', (language) => {
  const login = `newcomer.${language}@ilshin.demo`;

  test('invites a user, who comes in, gets another role, and is disabled while at work', async () => {
    const boss = await makeUser(world.house.database, world.ilshin.id, { role: 'ADMIN', name: '정서연' });
    const admin = await world.enter(boss, { language });
    const link = await invite(admin, login);

    // Another browser: the invited person sees for whom the link is, and what a password has to be, before typing one.
    const person = await world.enter(null, { language });
    await person.go(link.slice(link.indexOf('/invitation')));
    await person.page.getByText('새사람').first().waitFor();
    await person.page.getByRole('list', { name: person.say('What the password has to be') }).waitFor();
    expect(await seriousFindings(person.page)).toEqual([]);
    await person.page.getByLabel(person.say('New password'), { exact: true }).fill(password);
    await person.page.getByLabel(person.say('Repeat the password')).fill(password);
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('button', { name: person.say('My menu: {{name}}', { name: '새사람' }) }).waitFor();

    await changeRole(admin);
    await person.go('/tickets');
    await person.page.getByRole('link', { name: person.say('Assigned to me') }).waitFor();

    // At work: something is being written when the account is disabled.
    await person.go('/tickets/new');
    await field(person, 'Title').fill('쓰던 글이 사라지면 안 됩니다');
    await person.page.waitForTimeout(400);
    await disable(admin);
    // Nothing is done here: the page learns it by itself.
    await person.page
      .getByText(person.say('Your session has ended. Sign in again; what you wrote is still there.'))
      .waitFor({ timeout: 5000 });
    await person.page
      .getByText(person.say('If that does not work any more, ask the administrator of your organization.'))
      .waitFor();
    expect(await seriousFindings(person.page)).toEqual([]);
    expect((await drafts(person)).join()).toContain('쓰던 글이 사라지면 안 됩니다');
    await person.page.getByLabel(person.say('Login')).fill(login);
    await person.page.getByLabel(person.say('Password'), { exact: true }).fill(password);
    await person.page.keyboard.press('Enter');
    await person.page.getByText(person.say('Login or password is wrong.')).waitFor();
    const ended = person.say('Your session has ended. Sign in again; what you wrote is still there.');
    expect(await person.page.getByText(ended).count()).toBe(0);
  });

  const invite = async ({ page, go, say }: Visit, name: string): Promise<string> => {
    await go('/admin/users');
    await page.getByRole('link', { name: say('Invite a user') }).click();
    await page.getByRole('button', { name: say('Invite and make the link') }).click();
    await page.getByRole('alert').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('textbox', { name: say('Name') }).fill('새사람');
    await page.getByRole('textbox', { name: say('Login') }).fill(name);
    await page.getByRole('button', { name: say('Invite and make the link') }).click();
    const link = await page.getByRole('textbox', { name: say('One-time link') }).inputValue();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: say('Show this user') }).click();
    await page.getByRole('heading', { level: 1, name: '새사람' }).waitFor();
    await page
      .getByRole('region', { name: say('Invitation') })
      .getByText(say('Valid until'))
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    return link;
  };

  const changeRole = async ({ page, say }: Visit): Promise<void> => {
    await page.reload();
    await page.getByRole('button', { name: say('Customer'), exact: true }).click();
    // Whoever opens it by a key begins at the present role: Enter changes nothing.
    await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe(say('Customer'));
    await page.getByRole('menuitemradio', { name: say('Engineer'), exact: true }).click();
    await expect.poll(() => page.getByRole('button', { name: say('Engineer'), exact: true }).count()).toBe(1);
    expect(await page.getByRole('region', { name: say('Invitation') }).count()).toBe(0);
    await page
      .getByText(language === 'ko' ? '새사람 님의 역할을 엔지니어로 바꿨습니다' : '새사람 has the role Engineer now')
      .waitFor();
  };

  const disable = async ({ page, say }: Visit): Promise<void> => {
    await page.getByRole('button', { name: say('More actions') }).click();
    await page.getByRole('menuitem', { name: say('Disable the account…') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(language === 'ko' ? '로그인 1건이 종료됩니다' : '1 running session ends').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: say('Disable the account'), exact: true }).click();
    await page.getByRole('button', { name: say('Enable again') }).waitFor();
  };

  test('sees which role may do what, and why somebody may not', async () => {
    const boss = await makeUser(world.house.database, world.ilshin.id, { role: 'ADMIN', name: '정서연' });
    const { id, number } = await world.openTicket('남의 요청');
    const name = language === 'ko' ? '이준서' : '송민서';
    const other = await makeUser(world.house.database, world.ilshin.id, { name });
    const { page, go, say } = await world.enter(boss, { language });
    await go('/admin/access');
    await page.getByRole('rowheader', { name: say('Read requests') }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: say('Check access') }).click();
    await page.getByRole('textbox', { name: say('Person') }).fill(name.slice(0, 2));
    await page.getByRole('option', { name }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: say('Function') }).click();
    await page.getByRole('option', { name: say('Read requests') }).click();
    await page.getByRole('textbox', { name: say('Subject') }).fill(number);
    await page.getByRole('button', { name: say('Check'), exact: true }).click();
    await page
      .getByText(
        say('No: {{name}} does not have the permission “{{what}}” for this one.', { name, what: say('Read requests') }),
      )
      .waitFor();
    expect(
      await page
        .getByRole('region', { name: say('Answer') })
        .getByRole('listitem')
        .count(),
    ).toBe(4);
    await page.getByText(`${say('Ownership')}: ${say('It belongs to somebody else.')}`).waitFor();
    await page.locator('nav a[aria-current=page]', { hasText: say('Roles and access') }).waitFor();
    expect(new URL(page.url()).searchParams.get('subject')).toBe(`ticket:${id}`);
    expect(new URL(page.url()).searchParams.get('user')).toBe(other.login);
    expect(await seriousFindings(page)).toEqual([]);
    // The address has the id; the page says the number, also to whoever opens it anew.
    const subject = page.getByRole('textbox', { name: say('Subject') });
    expect(await subject.inputValue()).toBe(number);
    await page.reload();
    await expect.poll(() => subject.inputValue()).toBe(number);
    await page
      .getByRole('region', { name: say('Answer') })
      .getByText(number, { exact: true })
      .waitFor();
    await page
      .getByRole('region', { name: say('Answer') })
      .getByText(`일신산업 (${world.ilshin.code})`)
      .first()
      .waitFor();
    await subject.fill(String(id));
    await page.getByRole('button', { name: say('Check'), exact: true }).click();
    await page.getByText(say('There is nothing of this number here.')).first().waitFor();
    await page.getByRole('textbox', { name: say('Subject') }).fill('INC-2026-999999');
    await page.getByRole('button', { name: say('Check'), exact: true }).click();
    await page.getByRole('region', { name: say('Answer') }).waitFor({ state: 'detached' });
  });
});

describe('the provider', () => {
  test('suspends an organization by typing its name or code, and opens it again', async () => {
    const customer = await world.enter(world.kim);
    await customer.go('/tickets');
    await customer.page.getByRole('heading', { level: 1, name: customer.say('Requests') }).waitFor();
    const { page, go, say } = await world.enter(chief);
    await go('/admin/tenants');
    await page.getByRole('textbox', { name: say('Find an organization') }).fill('일신');
    await page.getByRole('link', { name: '일신산업' }).click();
    await page.getByRole('heading', { level: 1, name: '일신산업' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: say('Suspend organization…') }).click();
    const dialog = page.getByRole('dialog');
    const suspend = dialog.getByRole('button', { name: say('Suspend organization'), exact: true });
    await dialog.getByText('종료됩니다', { exact: false }).waitFor();
    expect(await suspend.isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    for (const [typed, fits] of [
      ['일신', false],
      ['ILSHIN', true],
      ['일신산업', true],
    ] as const) {
      await dialog.getByRole('textbox').fill(typed);
      await expect.poll(() => suspend.isEnabled(), { message: typed }).toBe(fits);
    }
    await suspend.click();
    await page.getByText(say('The use of this organization is suspended')).waitFor();
    // Whoever is at work there is at the door, without a click.
    await customer.page.getByRole('heading', { name: customer.say('Sign in') }).waitFor();
    await customer.page.getByLabel(customer.say('Login')).fill('kim@ilshin.demo');
    await customer.page.getByLabel(customer.say('Password'), { exact: true }).fill(password);
    await customer.page.keyboard.press('Enter');
    await customer.page
      .getByText(customer.say('Your organization’s access is suspended. Ask your administrator.'))
      .waitFor();
    await page.getByRole('button', { name: say('Open it again…') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Open it again'), exact: true })
      .click();
    await page.getByRole('button', { name: say('Suspend organization…') }).waitFor();
  });

  test('assigns somebody, ends it, and takes that back', async () => {
    const { page, go, say } = await world.enter(chief, { language: 'en', scheme: 'dark' });
    await makeUser(world.house.database, PROVIDER_TENANT_ID, { role: 'PM', name: '서지안' });
    await go('/admin/assignments/new');
    await page.getByRole('textbox', { name: say('Person') }).fill('서지');
    await page.getByRole('option', { name: '서지안' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: say('Organization') }).fill('LIB');
    await page.getByRole('option', { name: '서울도서관' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: say('Assign'), exact: true }).click();
    const names = { name: '서지안', tenant: '서울도서관' };
    const end = page.getByRole('button', { name: say('End the assignment of {{name}} to {{tenant}}', names) });
    await end.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await end.click();
    await page.getByRole('button', { name: say('Undo') }).click();
    await end.waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await end.click();
    await end.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/admin/assignments');
  });

  test('an assignment keeps the organization that it began with when the server failed to name it', async () => {
    const { page, go, say } = await world.enter(chief);
    await page.route('**/api/tenants/*', (route) => route.fulfill({ status: 500, json: { code: 'http.internal' } }));
    await go('/admin/tenants?q=LIB');
    const href = await page.getByRole('link', { name: '서울도서관' }).getAttribute('href');
    await go(`/admin/assignments/new?tenantId=${href?.split('/').at(-1)}`);
    await page.getByText(say('This could not be loaded')).waitFor();
    await page.unroute('**/api/tenants/*');
    await page.getByRole('button', { name: say('Try again') }).click();
    const tenant = page.getByRole('textbox', { name: say('Organization') });
    await tenant.waitFor();
    expect(await tenant.inputValue()).toBe('서울도서관');
    await go('/admin/assignments/new?tenantId=999999999');
    await tenant.waitFor();
    expect(await tenant.inputValue()).toBe('');
  });

  test('two who change the same fact see both versions, and neither is lost', async () => {
    const one = await world.enter(chief);
    const two = await world.enter(chief);
    const path = `/admin/tenants/${world.ilshin.id}`;
    // What others do does not come to the second one by itself: only the server can say that somebody was quicker.
    await two.context.route('**/api/events**', (route) => route.abort());
    await one.go(path);
    await two.go(path);
    for (const [visit, phone] of [
      [one, '02-111-1111'],
      [two, '02-222-2222'],
    ] as const) {
      await typePhone(visit, phone);
      await visit.page.keyboard.press('Enter');
      await visit.page.waitForTimeout(600);
    }
    await two.page.getByText('02-111-1111').first().waitFor();
    await two.page.getByRole('button', { name: two.say('Save mine') }).click();
    await expect.poll(() => two.page.getByText('02-222-2222').count()).toBeGreaterThan(0);
    expect(await seriousFindings(two.page)).toEqual([]);
  });

  test('whoever is still typing when the same fact changes sees that before it is replaced', async () => {
    const one = await world.enter(chief);
    const two = await world.enter(chief);
    const path = `/admin/tenants/${world.ilshin.id}`;
    await one.go(path);
    await two.go(path);
    await typePhone(two, '02-444-4444');
    await typePhone(one, '02-333-3333');
    await one.page.keyboard.press('Enter');
    await two.page.getByRole('alert').filter({ hasText: '02-333-3333' }).waitFor();
    expect(await seriousFindings(two.page)).toEqual([]);
    await two.page.getByRole('heading', { level: 1 }).click();
    expect(await field(two, 'Phone').inputValue()).toBe('02-444-4444');
    await field(two, 'Phone').press('Enter');
    await one.page.getByText('02-444-4444').waitFor();
  });

  const typePhone = async ({ page, say }: Visit, phone: string): Promise<void> => {
    await page.getByTitle(say('Change {{what}}', { what: say('Phone') })).click();
    await page.getByRole('textbox', { name: say('Phone') }).fill(phone);
  };
});

test('who may not is told which gate refused and whom to ask', async () => {
  const { page, go, say } = await world.enter(world.kim);
  let fetchRest = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    fetchRest = resolve;
  });
  await page.route('**/assets/RefusedState*.js', async (route) => {
    await asked;
    await route.continue();
  });
  await go('/admin/users');
  // The words come with code of their own; until then the page is not blank, and nothing can be tried that is refused.
  await page.getByRole('heading', { name: say('You do not have permission for this') }).waitFor();
  expect(await page.getByRole('textbox', { name: say('Find a person') }).count()).toBe(0);
  expect(await page.getByRole('link', { name: say('Invite a user') }).count()).toBe(0);
  const which = page.getByText(say('Denied at the “{{check}}” check.', { check: say('Permission') }));
  expect(await which.count()).toBe(0);
  fetchRest();
  await which.waitFor();
  await page.getByText(say('Ask an administrator of {{tenant}}.', { tenant: '일신산업' })).waitFor();
  expect(await page.getByRole('link', { name: say('Users') }).count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

test('who may not check access asks nothing by opening the address of a check', async () => {
  const { page, go, say } = await world.enter(world.kim);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await go(`/admin/why?user=${encodeURIComponent(world.kim.login)}&action=audit.read&subject=ticket:1`);
  await page.getByText(say('Denied at the “{{check}}” check.', { check: say('Permission') })).waitFor();
  expect(asked).toContain('/api/session');
  expect(asked).not.toContain('/api/access/explanation');
});

test('a check of what is not there says so in words, and can be made again', async () => {
  const boss = await makeUser(world.house.database, world.ilshin.id, { role: 'ADMIN', name: '정서연' });
  const { page, go, say } = await world.enter(boss);
  await go(`/admin/why?user=${world.kim.login}&action=ticket.read&subject=ticket:999999`);
  const subject = page.getByRole('textbox', { name: say('Subject') });
  await expect.poll(() => subject.inputValue()).toBe(say('Request with the id {{id}}', { id: '999999' }));
  const answer = page.getByRole('region', { name: say('Answer') });
  await answer.getByText(say('This organization has no such thing.')).first().waitFor();
  expect(await page.getByText('ticket:').count()).toBe(0);
  await page.getByRole('combobox', { name: say('Function') }).click();
  await page.getByRole('option', { name: say('Work on requests: assign, move, note') }).click();
  await page.getByRole('button', { name: say('Check'), exact: true }).click();
  await page.waitForURL(/action=ticket\.work/);
  expect(new URL(page.url()).searchParams.get('subject')).toBe('ticket:999999');
  await answer.getByText(say('This organization has no such thing.')).first().waitFor();
});

test('a time zone is found by what people call it', async () => {
  const { page, go, say } = await world.enter(chief);
  await go('/admin/tenants/new');
  const zone = page.getByRole('textbox', { name: say('Time zone') });
  expect(await zone.inputValue()).toBe('Asia/Seoul (GMT+9)');
  await zone.fill('네팔');
  await page.getByRole('option', { name: /Kat.?mandu.*네팔 시간.*GMT\+5:45/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => zone.inputValue()).toMatch(/^Asia\/Kat.?mandu \(GMT\+5:45\)$/);
  // Nothing typed is no zone: what was chosen stays.
  await zone.fill('');
  await zone.blur();
  await expect.poll(() => zone.inputValue()).toMatch(/^Asia\/Kat.?mandu/);
});

test('on a phone one’s own role is in sight beside the functions', async () => {
  const { page, go, say } = await world.enter(world.kim, { width: 390, height: 844 });
  await go('/admin/access');
  const own = await page.getByRole('columnheader', { name: say('Your role') }).boundingBox();
  expect((own?.x ?? 390) + (own?.width ?? 0)).toBeLessThanOrEqual(390);
});

test('on a phone the lists, a person and the matrix have their place', async () => {
  const { page, go, say } = await world.enter(chief, { width: 390, height: 844 });
  for (const path of [
    '/admin/tenants',
    '/admin/users',
    '/admin/assignments',
    `/admin/users/${chief.id}`,
    '/admin/access',
  ]) {
    await go(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(500);
    expect(await seriousFindings(page), path).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow, path).toBe(0);
  }
  await go('/admin/tenant');
  await page.getByTitle(say('Change {{what}}', { what: say('Business number') })).click();
  await page.getByRole('textbox', { name: say('Business number') }).fill('123-45-67890');
  await page.keyboard.press('Enter');
  await page.getByText(say('Ten digits, of which the last one has to fit the others.')).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
