import type { Page } from 'playwright-core';
import {
  type Act,
  answers,
  at,
  click,
  clickName,
  fewColours,
  fill,
  inTurn,
  nameless,
  offline,
  onDesk,
  onPhone,
  press,
  printed,
  problem,
  wait,
  zoomed,
} from './moments.ts';

type Acts = Readonly<Record<string, Act>>;

const link = '/invitation#token=1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const invited = {
  login: 'han.sora@ilshin.demo',
  name: '한소라',
  tenant: { code: 'ILSHIN', name: '일신산업 주식회사' },
  first: true,
  expiresAt: '2026-12-24T00:00:00.000Z',
};
const checked = (body: object, status = 200): Act =>
  inTurn(answers({ url: '**/api/invitation-checks', method: 'POST', status, body }), at(link));
const entering = inTurn(
  fill('input[autocomplete=username]', 'kim@ilshin.demo'),
  fill('input[type=password]', 'a few words'),
);
const doorSays = ({ status, body }: { status: number; body: object }): Act =>
  inTurn(answers({ url: '**/api/session', method: 'POST', status, body }), entering, click('form button[type=submit]'));
const ofBoth = {
  tenants: [
    { code: 'ILSHIN', name: '일신산업 주식회사' },
    { code: 'SEOUL_LIB', name: '서울도서관' },
  ],
};
const choosePassword = checked(invited);

type Listed = { readonly id: number; readonly title: string };
const newestIn = async (page: Page, status: string): Promise<Listed> => {
  const answer = await page.request.get(new URL(`/api/tickets?status=${status}&limit=1`, page.url()).href);
  const { items } = (await answer.json()) as { items: readonly Listed[] };
  if (items[0] === undefined) {
    throw new Error(`The demo world has no request that is ${status} for this reader`);
  }
  return items[0];
};
/** A request in this state. */
const inState =
  (status: string): Act =>
  async (page) => {
    const { id } = await newestIn(page, status);
    await at(`/tickets/${id}`)(page);
    await page.getByRole('list', { name: /^(?:대화|Conversation)$/ }).waitFor();
  };
const working = inState('in_progress');
/** A fact that is changed where it stands. */
const changes = (korean: string, english: string): Act =>
  click(`button[title="${korean} 바꾸기"], button[title="Change ${english}"]`);
const anotherLevel: Act = async (page) => {
  await page.getByRole('menuitemradio', { checked: false }).first().click({ timeout: 12_000 });
  await page.waitForTimeout(900);
};
/** A colleague is quicker, and chooses neither what stood there nor what is about to be chosen. */
const overtaken: Act = async (page) => {
  await page.route('**/api/events*', (route) => route.abort());
  await page.route(/\/api\/tickets\/\d+$/, async (route) => {
    if (route.request().method() === 'PATCH') {
      await route.fulfill({
        status: 412,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem(412, 'http.if_match_stale').body),
      });
      return;
    }
    const response = await route.fetch();
    const ticket = (await response.json()) as { readonly impact: number };
    await route.fulfill({ response, json: { ...ticket, impact: ticket.impact === 3 ? 2 : 3 } });
  });
};
const more = clickName('button', /^(?:다른 작업|More actions)/);
const drawer = onPhone(clickName('button', /^(?:주 메뉴|Main menu)$/));

const send = click('form button[type=submit]');

export const signInMoments: Acts = {
  wrong: send,
  refused: doorSays(problem(401, 'accounts.sign_in_failed')),
  'too-often': doorSays(problem(429, 'accounts.too_many_failures')),
  'which-tenant': inTurn(doorSays(problem(409, 'accounts.tenant_needed', ofBoth)), wait(300)),
  'which-tenant-open': inTurn(
    doorSays(problem(409, 'accounts.tenant_needed', ofBoth)),
    click('input[aria-haspopup=listbox]'),
  ),
  ended: at('/sign-in?ended=1&next=/tickets'),
  broken: doorSays(problem(500, 'http.internal')),
  colours: fewColours,
  zoom: zoomed,
};

export const invitationMoments: Acts = {
  'dead-link': checked(problem(422, 'accounts.invitation_invalid').body, 422),
  failed: checked(problem(500, 'http.internal').body, 500),
  first: choosePassword,
  again: checked({ ...invited, first: false, name: '' }),
  typing: inTurn(choosePassword, fill('input[autocomplete=new-password]', 'ilshin and three trees')),
  wrong: inTurn(choosePassword, click('form button[type=submit]')),
};

export const homeMoments: Acts = {
  asking: inTurn(fill('input[name=question]', '프린터'), wait(900)),
  zoom: zoomed,
  colours: fewColours,
  nameless,
  drawer,
  offline,
};

export const keyMoments: Acts = {
  open: clickName('button', /^(?:새 키|New key)$/),
  wrong: inTurn(clickName('button', /^(?:새 키|New key)$/), click('[role=dialog] form button[type=submit]')),
};

export const accountMoments: Acts = {
  menu: clickName('button', /^(?:내 메뉴|My menu)/),
  'password-wrong': inTurn(
    answers({
      url: '**/api/account/password',
      method: 'PUT',
      ...problem(422, 'http.invalid', {
        errors: [{ path: '/current', code: 'accounts.password_wrong', message: 'Wrong' }],
      }),
    }),
    fill('input[autocomplete=current-password]', 'not this one'),
    fill('input[autocomplete=new-password] >> nth=0', 'a courtyard with trees'),
    async (page) => page.locator('input[autocomplete=new-password]').last().fill('a courtyard with trees'),
    async (page) => page.locator('input[autocomplete=new-password]').last().press('Enter'),
    wait(700),
  ),
  bottom: async (page) => {
    await page.locator('main section, section').last().scrollIntoViewIfNeeded();
  },
  zoom: zoomed,
  colours: fewColours,
};

const list = '/tickets?status=received&status=triage&priority=p2&priority=p3';
const chooseThree = inTurn(
  onDesk(async (page) => {
    await page.locator('tbody tr a').first().focus();
    await page.keyboard.press('Home');
    for (const key of ['x', 'j', 'x', 'j', 'x']) {
      await page.keyboard.press(key);
    }
  }),
  onPhone(async (page) => {
    await page.getByRole('button', { name: /^(?:여러 줄 선택|Select rows)$/ }).click();
    for (const index of [0, 1, 2]) {
      await page.getByRole('checkbox').nth(index).click();
    }
  }),
  wait(700),
);

export const listMoments: Acts = {
  columns: onDesk(clickName('button', /^(?:열|Columns)$/)),
  filters: clickName('button', /^(?:필터|Filter)$/),
  order: clickName('button', /^(?:정렬|Order|Sort)/),
  chips: at(list),
  'chip-open': inTurn(at(list), click('[data-chip] button')),
  'none-fits': at('/tickets?q=%ED%95%B4%ED%8C%8C%EB%A6%AC'),
  chosen: chooseThree,
  'chosen-assign': inTurn(chooseThree, clickName('button', /^(?:담당자 지정…|Assign to…)/)),
  'chosen-resolve': inTurn(chooseThree, clickName('button', /^(?:해결로 바꾸기…|Resolve…)/)),
  'save-view': inTurn(at(list), clickName('button', /^(?:보기로 저장|Save as a view)/)),
  peek: onDesk(inTurn(async (page) => page.locator('tbody tr a').first().focus(), press('Home', 'Space'), wait(1200))),
  keys: press('Shift+?'),
  palette: press('Control+k'),
  'palette-found': inTurn(press('Control+k'), async (page) => page.keyboard.type('프린터'), wait(900)),
  'palette-nothing': inTurn(press('Control+k'), async (page) => page.keyboard.type('qqqq zzzz'), wait(900)),
  tenants: inTurn(drawer, clickName('button', /다른 기관 고르기|Choose another organization/)),
  drawer,
  nameless,
  offline,
  print: printed,
  colours: fewColours,
  zoom: zoomed,
};

export const ticketMoments: Acts = {
  working,
  menu: inTurn(working, more),
  resolve: inTurn(working, press('a')),
  'resolve-wrong': inTurn(working, press('a'), click('[role=dialog] form button[type=submit]')),
  ask: inTurn(working, more, clickName('menuitem', /(?:고객|customer)/i)),
  note: inTurn(working, press('n'), async (page) => page.keyboard.type('부품이 오면 바로 바꿉니다.'), wait(300)),
  reply: inTurn(working, press('r'), async (page) => page.keyboard.type('내일 오전에 방문하겠습니다.'), wait(300)),
  'reply-failed': inTurn(
    working,
    answers({ url: '**/api/tickets/*/comments', method: 'POST', ...problem(500, 'http.internal') }),
    press('r'),
    async (page) => page.keyboard.type('내일 오전에 방문하겠습니다.'),
    press('Control+Enter'),
    wait(800),
  ),
  'edit-title': inTurn(working, clickName('button', /^(?:제목 바꾸기|Change the title)$/)),
  'edit-due': inTurn(working, changes('기한', 'Due')),
  'edit-impact': inTurn(working, changes('영향', 'Impact')),
  undo: inTurn(working, changes('영향', 'Impact'), anotherLevel),
  conflict: inTurn(working, overtaken, changes('영향', 'Impact'), anotherLevel),
  gone: at('/tickets/999999'),
  keys: press('Shift+?'),
  nameless,
  offline,
  print: printed,
  colours: fewColours,
  zoom: zoomed,
};

export const ownMoments: Acts = {
  menu: inTurn(inState('received'), more),
  solved: inState('resolved'),
  reopen: inTurn(inState('resolved'), clickName('button', /^(?:아니요|No, not yet)/)),
  ended: inTurn(
    answers({ url: '**/api/tickets/*/comments', method: 'POST', ...problem(401, 'access.session_ended') }),
    press('r'),
    async (page) => page.keyboard.type('아직도 같은 증상입니다.'),
    press('Control+Enter'),
    wait(1500),
  ),
  print: printed,
};

export const newTicketMoments: Acts = {
  wrong: send,
  similar: async (page) => {
    const { title } = await newestIn(page, 'in_progress');
    await fill('input[id$=title]', title)(page);
    await page.waitForTimeout(1200);
  },
  typed: inTurn(
    fill('input[id$=title]', '복합기가 또 멈췄습니다'),
    fill('textarea', '3층 복합기에 E-204가 뜹니다.'),
    wait(600),
  ),
  failed: inTurn(
    answers({ url: '**/api/tickets', method: 'POST', ...problem(500, 'http.internal') }),
    fill('input[id$=title]', '복합기가 또 멈췄습니다'),
    click('form button[type=submit]'),
    wait(800),
  ),
  'on-level': click('input[id$=impact]'),
  zoom: zoomed,
  colours: fewColours,
};
