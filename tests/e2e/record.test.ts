import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeUser, makeUser, signIn } from '#modules/accounts/factory.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { openWorld, seriousFindings, type World } from './world.ts';

let world: World;
let auditor: MadeUser;
let foreign: { id: number; number: string };

beforeAll(async () => {
  world = await openWorld();
  const { database, call } = world.house;
  auditor = await makeUser(database, world.ilshin.id, { role: 'ADMIN', login: 'lee@ilshin.demo', name: '이감사' });
  foreign = await world.openTicket('=남의 요청');
  const { headers } = await signIn(database, auditor);
  const host = new URL(world.address).host;
  const as = { headers: { ...headers, host, origin: world.address } };
  const { headers: own } = await signIn(database, world.kim);
  await call('GET', '/api/audit', { as: { headers: { ...own, host, origin: world.address } } });
  const changed = await call('PATCH', `/api/tickets/${foreign.id}`, {
    as,
    body: { title: '고친 제목', tags: ['급함'] },
    headers: { 'if-match': '"1"' },
  });
  expect(changed.status).toBe(200);
  await leaveOutNumbers();
});
afterAll(() => world?.close());

/** Two old periods of incidents; in the first of them somebody took number 7 out of the ledger. */
const leaveOutNumbers = async (): Promise<void> => {
  const { asAdmin } = world.house.database;
  const [rule] = await asAdmin(
    "select id from madang.numbering_rule where tenant_id = $1 and code = 'ticket.incident'",
    [world.ilshin.id],
  );
  await asAdmin(
    `insert into madang.numbering_ledger (tenant_id, rule_id, scope_value, period, sequence, number, subject_type, subject_id)
     select $1, $2, '', year, n, 'INC-' || year || '-' || lpad(n::text, 6, '0'), 'ticket', n
     from generate_series(1, 20) n, unnest(array['2019', '2020']) year where n <> 7 or year <> '2019'`,
    [world.ilshin.id, rule?.id],
  );
  await asAdmin(
    `insert into madang.numbering_counter (tenant_id, rule_id, scope_value, period, last)
     select $1, $2, '', year, 20 from unnest(array['2019', '2020']) year`,
    [world.ilshin.id, rule?.id],
  );
};

describe.each(['ko', 'en'] as const)('an auditor, in %s,', (language) => {
  test('finds who was refused and why, and is led to the four gates', async () => {
    const { page, go, say } = await world.enter(auditor, { language });
    await go('/admin/audit');
    await page.getByRole('link', { name: say('Denied'), exact: true }).click();
    await page.waitForURL(/outcome=refused/);
    await page
      .getByRole('link', { name: say('View the audit log') })
      .first()
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole('link', { name: say('View the audit log') })
      .first()
      .click();
    await page.getByRole('heading', { name: say('View the audit log') }).waitFor();
    await page.getByText(say('Denied at the “{{check}}” check.', { check: say('Permission') })).waitFor();
    await page.getByText(say('The role does not have this function.')).waitFor();
    const why = await page.getByRole('link', { name: say('Check access now') }).getAttribute('href');
    expect(why).toBe('/admin/why?user=kim%40ilshin.demo&action=audit.read');
    expect(await seriousFindings(page)).toEqual([]);
    await page.goBack();
    await page.waitForURL(/outcome=refused/);
  });

  test('opens a change and reads before and after without colours', async () => {
    const { page, go, say } = await world.enter(auditor, { language, width: language === 'ko' ? 1440 : 390 });
    await go(`/admin/audit?subject=ticket:${foreign.id}`);
    await page.getByRole('link', { name: say('Change a request') }).click();
    const diff = page.getByRole('table', { name: say('What changed') });
    await diff.getByRole('row', { name: new RegExp(`${say('Title')}.*=남의 요청.*고친 제목`) }).waitFor();
    await diff.getByText(say('Changed'), { exact: true }).first().waitFor();
    await page.getByRole('link', { name: foreign.number, exact: true }).click();
    await page.waitForURL(new RegExp(`/tickets/${foreign.id}$`));
    await page.goBack();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('exports what is shown, and the export is on record', async () => {
    const { page, go, say } = await world.enter(auditor, { language });
    await go('/admin/audit?outcome=refused');
    await page
      .getByRole('link', { name: say('View the audit log') })
      .first()
      .waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: say('Export as CSV') }).click();
    const download = await downloading;
    const file = language === 'ko' ? /^ILSHIN 감사 기록 \d{4}-\d\d-\d\d\.csv$/ : /^ILSHIN.*\.csv$/;
    expect(download.suggestedFilename()).toMatch(file);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text).toContain('kim@ilshin.demo');
    await go('/admin/audit?action=audit.export');
    await page
      .getByRole('link', { name: say('Export the audit log') })
      .first()
      .click();
    await page.getByText(say('The file was exported completely.')).waitFor();
  });

  test('filters by time and by a login that is typed, all of it in the address', async () => {
    const { page, go, say } = await world.enter(auditor, { language });
    await go('/admin/audit');
    await page.getByRole('button', { name: say('Filter'), exact: true }).click();
    await page.getByRole('menuitem', { name: say('Date range') }).click();
    await page.getByRole('menuitemcheckbox', { name: say('Today') }).click();
    await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say('More filters') }).click();
    await page.getByRole('textbox', { name: say('Login') }).fill('nobody@ilshin.demo');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/actor=nobody/);
    await page.getByText(say('No entries match')).waitFor();
    await page.getByRole('link', { name: say('Show all entries') }).click();
    await page.waitForURL(/\/admin\/audit$/);
  });

  test('sees that no number is missing, and what got which', async () => {
    const { page, go, say } = await world.enter(auditor, { language });
    await go('/admin/numbering');
    await page.getByText(say('Not reserved: whoever files first gets it.')).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: say('Service request'), exact: true }).click();
    await page.getByText(say('No numbers are missing')).waitFor();
    await page
      .getByRole('table', { name: say('Numbers given') })
      .getByRole('link', { name: foreign.number })
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: foreign.number }).click();
    await page.getByRole('heading', { name: '고친 제목' }).waitFor();
  });

  test('sees which number is missing, when somebody has been at the ledger past the program', async () => {
    const { page, go, say } = await world.enter(auditor, { language, width: language === 'ko' ? 1440 : 390 });
    await go('/admin/numbering');
    await page.getByRole('link', { name: say('Incident'), exact: true }).click();
    await page.getByText(`${say('Missing')}: 7`).waitFor();
    await page.getByText(say('Somebody changed the ledger without Madang. Show this page to the provider.')).waitFor();
    await page.getByRole('link', { name: '2019', exact: true }).click();
    await page.waitForURL(/period=2019/);
    await page.getByText('INC-2019-000008').waitFor();
    expect(await page.getByText('INC-2020-000001').count()).toBe(0);
    const periods = page.getByRole('navigation', { name: say('Periods') });
    expect(await periods.locator('[aria-current]').allTextContents()).toEqual(['2019']);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('reads which Madang this is, and nothing of the machine', async () => {
    const { page, go, say } = await world.enter(auditor, { language, scheme: 'dark' });
    await go('/about');
    await page.getByText('Apache-2.0').waitFor();
    expect(await page.getByText(say('System status')).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test('on a phone an auditor types filters, exports, and sees what each row is about', async () => {
  const { page, go, say } = await world.enter(auditor, { width: 390, height: 844 });
  await go(`/admin/audit?subject=ticket:${foreign.id}`);
  const row = page.getByRole('link', { name: say('Change a request') });
  await row.getByText(foreign.number).waitFor();
  const file = page.getByRole('link', { name: say('Export as CSV') });
  expect(await file.getAttribute('href')).toContain(`subject=ticket%3A${foreign.id}`);
  const seen = page.waitForEvent('download');
  await file.click();
  await seen;
  // The address has the id; people have the number, and write it as they like.
  const chip = page.locator('[data-chip]').getByRole('button', { name: foreign.number });
  await chip.waitFor();
  await page.getByRole('button', { name: say('More filters') }).click();
  const number = page.getByRole('textbox', { name: say('Request number') });
  await expect.poll(() => number.inputValue()).toBe(foreign.number);
  // What nobody touched stays as it was: by id it also finds what was denied before it was looked up.
  await page.getByRole('textbox', { name: say('Login') }).fill('lee@ilshin.demo');
  await page.getByRole('button', { name: say('Apply') }).click();
  await page.waitForURL((url) => url.searchParams.get('subject') === `ticket:${foreign.id}`);
  await page.getByRole('button', { name: say('More filters') }).click();
  await number.fill(foreign.number.toLowerCase());
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: say('Apply') }).click();
  await page.waitForURL((url) => url.searchParams.get('subject') === `ticket:${foreign.number.toLowerCase()}`);
  await row.waitFor();
  await page.getByRole('button', { name: say('More filters') }).click();
  await number.fill('');
  await page.getByRole('button', { name: say('Apply') }).click();
  await page.waitForURL((url) => !url.searchParams.has('subject'));
});

test('the view of outside attempts holds the alerts too, and nothing else', async () => {
  const actor = {
    id: null,
    login: 'mallory@elsewhere.demo',
    tenantCode: 'ELSEWHERE',
    channel: 'web' as const,
    address: null,
    method: 'GET',
    path: '/api/tickets/1',
    requestId: null,
  };
  await tenantTx(world.house.database.app, { tenantId: world.ilshin.id, proof: null, actor }, async (tx) => {
    for (const action of ['access.foreign_attempt', 'access.alert', 'ticket.change'])
      tx.record({ action, subject: null });
  });
  const { page, go, say } = await world.enter(auditor, {});
  await go('/admin/audit');
  await page.getByRole('link', { name: say('Outside attempts'), exact: true }).click();
  await page.waitForURL((url) => url.searchParams.getAll('action').join() === 'access.foreign_attempt,access.alert');
  const rows = page.getByRole('row', { name: 'mallory@elsewhere.demo' });
  await rows.filter({ hasText: say('Alert: repeated access attempts') }).waitFor();
  await rows.filter({ hasText: say('Attempt from another organization') }).waitFor();
  expect(await rows.count()).toBe(2);
  await page
    .getByRole('link', { name: say('Outside attempts'), exact: true })
    .and(page.locator('[aria-current]'))
    .waitFor();
});

test('views that have no room fade at the edge behind which they are', async () => {
  const { page, go, say } = await world.enter(auditor, { language: 'en', width: 320 });
  await go('/admin/audit');
  const views = page.getByRole('navigation', { name: say('Views') });
  const edges = () => views.evaluate((nav) => [nav.dataset.before !== undefined, nav.dataset.behind !== undefined]);
  await expect.poll(edges).toEqual([false, true]);
  await views.evaluate((nav) => nav.scrollTo({ left: nav.scrollWidth }));
  await expect.poll(edges).toEqual([true, false]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(edges).toEqual([false, false]);
});

test('at 1024 pixels the list says what each row is about, and a login is one line', async () => {
  const { page, go, say } = await world.enter(auditor, { width: 1024, height: 768 });
  await go(`/admin/audit?subject=ticket:${foreign.id}`);
  await page.getByRole('cell', { name: foreign.number, exact: true }).first().waitFor();
  expect(await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBe(1024);
  await page.getByRole('link', { name: say('Change a request') }).click();
  const login = page.getByRole('region', { name: say('Facts') }).getByRole('link', { name: 'lee@ilshin.demo' });
  expect((await login.boundingBox())?.height).toBeLessThan(24);
});

test('where one is stands there before the page is: from the address, from the list, or as its place', async () => {
  const { page, go, say } = await world.enter(auditor, {});
  const hold = (url: string) => page.route(url, () => undefined);
  await go('/tickets');
  const row = page.getByRole('link', { name: '고친 제목' });
  await row.waitFor();
  await page.unrouteAll();
  await hold(`**/api/tickets/${foreign.id}`);
  const bar = page.locator('main header, header').first();
  await row.dispatchEvent('click');
  await page.waitForURL(/\/tickets\/\d+$/);
  await bar.getByText(foreign.number).waitFor();
  expect(await page.getByRole('heading', { name: '고친 제목' }).count()).toBe(0);
  await hold('**/api/audit/7');
  await go('/admin/audit/7');
  await bar.getByText('#7').waitFor();
  await hold('**/api/numbering-rules*');
  await go('/admin/numbering/1');
  await page.getByRole('navigation', { name: say('You are here') }).waitFor();
  await bar.locator('.mantine-Skeleton-root').waitFor();
});

test('a customer is told that the role does not open the audit', async () => {
  const { page, go, say } = await world.enter(world.kim);
  await go('/admin/audit');
  await page.getByText(say('You do not have permission for this')).waitFor();
  expect(await page.getByRole('link', { name: say('Audit log'), exact: true }).count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

test('no page did what its content security policy forbids', () => {
  expect(world.faults).toEqual([]);
});
