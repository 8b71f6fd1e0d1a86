import type { Page } from 'playwright-core';

// The pages of administration. `{tenant}` and the like stand for ids of things.ts.

const all = ['full', 'empty', 'loading', 'failed', 'refused', 'long'] as const;
type State = (typeof all)[number];
/** Pages of one thing: it is there, or not. */
const one: readonly State[] = ['full', 'loading', 'failed', 'refused', 'long'];
/** A form that asks the server for nothing before it is sent. */
const asked: readonly State[] = ['full', 'refused', 'long'];
const admin = 'admin@ilshin.demo';
const provider = 'admin@hanbit.demo';
const engineer = 'engineer@hanbit.demo';
const customer = 'kim@ilshin.demo';

type Act = (page: Page) => Promise<void>;
const send: Act = (page) => page.locator('form button[type=submit]').first().click();
const press =
  (name: RegExp): Act =>
  (page) =>
    page.getByRole('button', { name }).first().click();
const inMenu =
  (name: RegExp): Act =>
  async (page) => {
    await press(/^(?:다른 작업|More actions)$/)(page);
    await page.getByRole('menuitem', { name }).click();
  };
const change =
  (what: RegExp): Act =>
  (page) =>
    page.getByTitle(what).first().click();
const invite: Act = async (page) => {
  await page.getByRole('textbox', { name: /^(?:이름|Name)/ }).fill('한새봄');
  await page.getByRole('textbox', { name: /^(?:아이디|Login)/ }).fill(`new${Date.now()}@ilshin.demo`);
  await send(page);
};
const makeLink: Act = async (page) => {
  await press(/^(?:초대 링크 만들기|Create an invitation link)…$/)(page);
  await page.getByRole('dialog').getByRole('button').last().click();
};
const firstRow: Act = (page) => page.locator('main').press('j');

type AdminPage = {
  readonly part: 'admin' | 'about';
  readonly name: string;
  readonly path: string;
  readonly as: string;
  readonly actingIn?: string;
  readonly states: readonly State[];
  readonly refusedAs?: string;
  readonly acts?: Readonly<Record<string, Act>>;
};

export const adminPages: readonly AdminPage[] = [
  {
    part: 'admin',
    name: 'tenants',
    path: '/admin/tenants',
    as: provider,
    refusedAs: admin,
    states: all,
    acts: { focus: firstRow },
  },
  {
    part: 'admin',
    name: 'tenant',
    path: '/admin/tenants/{tenant}',
    as: provider,
    refusedAs: admin,
    states: one,
    acts: {
      suspend: press(/^(?:이용 정지|Suspend organization)…$/),
      'edit-phone': change(/^(?:전화 바꾸기|Change Phone)$/),
      'edit-zone': change(/^(?:시간대 바꾸기|Change Time zone)$/),
    },
  },
  {
    part: 'admin',
    name: 'tenant-suspended',
    path: '/admin/tenants/{suspended}',
    as: provider,
    states: ['full'],
    acts: { reopen: press(/…$/) },
  },
  { part: 'admin', name: 'tenant-settings', path: '/admin/tenant', as: admin, refusedAs: customer, states: one },
  {
    part: 'admin',
    name: 'tenant-new',
    path: '/admin/tenants/new',
    as: provider,
    states: ['full'],
    acts: { wrong: send },
  },
  { part: 'admin', name: 'tenant-new-refused', path: '/admin/tenants/new', as: admin, states: ['full'] },
  { part: 'admin', name: 'users', path: '/admin/users', as: admin, refusedAs: customer, states: all },
  {
    part: 'admin',
    name: 'user',
    path: '/admin/users/{user}',
    as: admin,
    refusedAs: customer,
    states: one,
    acts: {
      role: press(/^(?:고객|Customer)$/),
      link: press(/…$/),
      disable: inMenu(/^(?:계정 중지|Disable)/),
      sessions: inMenu(/^(?:모든 곳에서|Sign out everywhere)/),
    },
  },
  {
    part: 'admin',
    name: 'user-invited',
    path: '/admin/users/{invited}',
    as: admin,
    states: ['full'],
    acts: { link: makeLink },
  },
  { part: 'admin', name: 'user-disabled', path: '/admin/users/{disabled}', as: admin, states: ['full'] },
  {
    part: 'admin',
    name: 'user-new',
    path: '/admin/users/new',
    as: admin,
    states: ['full'],
    acts: { wrong: send, link: invite },
  },
  { part: 'admin', name: 'assignments', path: '/admin/assignments', as: provider, refusedAs: admin, states: all },
  {
    part: 'admin',
    name: 'assignment-new',
    path: '/admin/assignments/new?tenantId={tenant}',
    as: provider,
    states: ['full', 'failed', 'long'],
    acts: { wrong: send },
  },
  { part: 'admin', name: 'access', path: '/admin/access', as: admin, refusedAs: customer, states: one },
  {
    part: 'admin',
    name: 'why',
    path: '/admin/why',
    as: admin,
    refusedAs: customer,
    states: asked,
    acts: { wrong: send },
  },
  {
    part: 'admin',
    name: 'why-allowed',
    path: '/admin/why?user=kim@ilshin.demo&action=ticket.read&subject=ticket:{ticket}',
    as: admin,
    refusedAs: customer,
    states: one,
  },
  {
    part: 'admin',
    name: 'why-refused',
    path: '/admin/why?user=lee@ilshin.demo&action=ticket.read&subject=ticket:{ticket}',
    as: admin,
    states: ['full'],
  },
  {
    part: 'admin',
    name: 'why-no-function',
    path: '/admin/why?user=lee@ilshin.demo&action=audit.read',
    as: admin,
    states: ['full'],
  },
  {
    part: 'admin',
    name: 'audit',
    path: '/admin/audit',
    as: admin,
    refusedAs: customer,
    states: all,
    acts: { filters: press(/^(?:상세 조건|More filters)$/) },
  },
  {
    part: 'admin',
    name: 'audit-refused-only',
    path: '/admin/audit?outcome=refused',
    as: admin,
    states: ['full', 'empty'],
  },
  { part: 'admin', name: 'entry', path: '/admin/audit/{entry}', as: admin, refusedAs: customer, states: one },
  { part: 'admin', name: 'entry-refused', path: '/admin/audit/{refusal}', as: admin, states: ['full'] },
  { part: 'admin', name: 'numbering', path: '/admin/numbering', as: admin, refusedAs: customer, states: all },
  { part: 'admin', name: 'rule', path: '/admin/numbering/{rule}', as: admin, refusedAs: customer, states: all },
  { part: 'about', name: 'about', path: '/about', as: admin, states: one },
  { part: 'about', name: 'about-provider', path: '/about', as: provider, states: one },
  { part: 'about', name: 'about-engineer', path: '/about', as: engineer, actingIn: 'ILSHIN', states: ['full'] },
];
