import { globSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import process from 'node:process';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { modules } from '#app/modules.ts';
import {
  actIn,
  assign,
  type MadeUser,
  makeProviderAdministrator,
  makeUser,
  signIn,
} from '#modules/accounts/factory.ts';
import { makeTenant } from '#modules/tenants/factory.ts';
import type { TicketDetail } from '#modules/tickets/contract.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { chromiumSwitches, findChromium } from '../../setup/chromium.mjs';

export type Language = 'ko' | 'en';
/** How somebody looks at it. */
export type Look = {
  readonly language?: Language;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
};
export type World = {
  readonly address: string;
  readonly house: TestHouse;
  readonly ilshin: { readonly id: number; readonly code: string; readonly name: string };
  readonly kim: MadeUser;
  readonly engineer: MadeUser;
  /** A browser of its own; `as` somebody who is signed in, in a tenant they may act in. */
  readonly enter: (as: MadeUser | null, look?: Look & { readonly actingIn?: string }) => Promise<Visit>;
  readonly openTicket: (title: string, more?: object) => Promise<{ id: number; number: string }>;
  /** Somebody of Ilshin's own who works on tickets. */
  readonly makeColleague: (name: string) => Promise<MadeUser>;
  /** As the administrator of Ilshin sees and changes it, past every browser. */
  readonly readTicket: (id: number) => Promise<TicketDetail>;
  readonly changeTicket: (id: number, patch: object) => Promise<void>;
  /** What any page did that its content security policy forbids, and scripts that failed. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
};
export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly go: (path: string) => Promise<void>;
  /** The English sentence in the language of this visit. */
  readonly say: (english: string, values?: Readonly<Record<string, string>>) => string;
};

export const password = 'a courtyard with three trees';
const here = (path: string): string => resolve(import.meta.dirname, '../..', path);
const korean: Readonly<Record<string, string>> = Object.assign(
  {},
  ...globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko*.json'], { cwd: here('.') }).map((file) =>
    JSON.parse(readFileSync(here(file), 'utf8')),
  ),
);

/** The whole server with the built web app on a port of its own, a Chromium, a customer and a technician of the provider. */
export const openWorld = async (): Promise<World> => {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const house = await startTestHouse(modules, { config: { port, webDir: here('dist/web') } });
  await house.app.listen({ port, host: '127.0.0.1' });
  const { database } = house;
  const administrator = await makeProviderAdministrator(database);
  const by = administrator.principal;
  const ilshin = await makeTenant(database, by, { code: 'ILSHIN', name: '일신산업', modules });
  const library = await makeTenant(database, by, { code: 'SEOUL_LIB', name: '서울도서관', modules });
  const kim = await makeUser(database, ilshin.id, { login: 'kim@ilshin.demo', name: '김하나', password });
  const engineer = await makeUser(database, PROVIDER_TENANT_ID, {
    role: 'ENGINEER',
    login: 'engineer@hanbit.demo',
    name: '박기술',
    password,
  });
  await assign(database, by, engineer, ilshin.id, 'ENGINEER');
  await assign(database, by, engineer, library.id, 'ENGINEER');
  const customer = await signIn(database, kim);
  const chief = await signIn(database, await makeUser(database, ilshin.id, { role: 'ADMIN', password }));
  const ask = (method: 'GET' | 'PATCH', path: string, body?: object, more: Readonly<Record<string, string>> = {}) => {
    const headers = { ...chief.headers, ...more, host: `localhost:${port}`, origin: address };
    return house.call(method, path, { as: { headers }, headers, ...(body === undefined ? {} : { body }) });
  };
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine');
  const browser = await chromium.launch({ executablePath, args: chromiumSwitches });
  const faults: string[] = [];
  return {
    address,
    house,
    ilshin,
    kim,
    engineer,
    faults,
    enter: async (as, look = {}) => {
      const context = await openContext(browser, faults, look);
      if (as !== null) {
        const own = await signIn(database, as);
        const { cookie } = look.actingIn === undefined ? own : await actIn(database, own, look.actingIn);
        const [name = '', ...value] = cookie.split('=');
        await context.addCookies([{ name, value: value.join('='), url: address }]);
      }
      return visit(await context.newPage(), address, look.language ?? 'ko');
    },
    openTicket: async (title, more = {}) => {
      const body = { kind: 'service_request', title, ...more };
      const headers = { ...customer.headers, host: `localhost:${port}`, origin: address };
      return (await house.call('POST', '/api/tickets', { as: { headers }, headers, body })).body;
    },
    makeColleague: (name) => makeUser(database, ilshin.id, { role: 'PM', name, password }),
    readTicket: async (id) => (await ask('GET', `/api/tickets/${id}`)).body,
    changeTicket: async (id, patch) => {
      const { version } = (await ask('GET', `/api/tickets/${id}`)).body;
      const answer = await ask('PATCH', `/api/tickets/${id}`, patch, { 'if-match': `"${version}"` });
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    },
    close: async () => {
      await browser.close();
      await house.close();
    },
  };
};

/** Another tab of the same browser. */
export const anotherTab = async ({ context, page, say }: Visit): Promise<Visit> => {
  const opened = await context.newPage();
  const address = new URL(page.url()).origin;
  return { page: opened, context, say, go: (path) => goTo(opened, address, path) };
};

/** What axe finds serious on the page as it stands. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  await noteFindings(page, violations);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
};

type Violation = {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string }[];
};

/** Where MADANG_AXE_LOG names a file: a line for each look at a page, with what axe had to say, however slight. */
const noteFindings = async (page: Page, violations: readonly Violation[]): Promise<void> => {
  const file = process.env.MADANG_AXE_LOG;
  if (file === undefined) return;
  const path = new URL(page.url()).pathname.replaceAll(/\/\d+/g, '/:id');
  const found = violations.map(({ id, impact, nodes }) => `${impact} ${id} ${nodes[0]?.html.slice(0, 200)}`);
  await appendFile(file, `${path}\t${violations.length}\t${found.join(' | ').replaceAll(/\s+/g, ' ')}\n`);
};

/** Runs in every page before its own scripts. */
const watchFaults = `
  document.addEventListener('securitypolicyviolation', (event) =>
    tellFault([event.violatedDirective, event.blockedURI, event.sourceFile].join(' ')));
  addEventListener('error', (event) => tellFault(event.message));
`;

const openContext = async (browser: Browser, faults: string[], look: Look): Promise<BrowserContext> => {
  const { language = 'ko', scheme = 'light', width = 1440, height = 900 } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    // Not the tenant's: days and times have to follow the tenant all the same.
    timezoneId: 'America/New_York',
  });
  await context.exposeBinding('tellFault', (_source, fault: string) => void faults.push(fault));
  await context.addInitScript(`localStorage.setItem('madang.language', '${language}');\n${watchFaults}`);
  return context;
};

const visit = (page: Page, address: string, language: Language): Visit => ({
  page,
  context: page.context(),
  go: (path) => goTo(page, address, path),
  say: (english, values = {}) => {
    const sentence = language === 'en' ? english : korean[english];
    if (sentence === undefined) throw new Error(`No Korean for "${english}"`);
    return sentence.replace(/\{\{(\w+)[^}]*\}\}/g, (_all, name: string) => values[name] ?? '');
  },
});

const goTo = async (page: Page, address: string, path: string): Promise<void> => {
  await page.goto(`${address}${path}`, { waitUntil: 'domcontentloaded' });
};

const freePort = async (): Promise<number> =>
  await new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolvePort(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Until the live stream has begun and what it made the page ask once more has been answered for a second. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('[data-state=live]').first().waitFor();
  await page.waitForFunction(() => {
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/'));
    const last = asked.at(-1) as { readonly responseEnd: number } | undefined;
    return last !== undefined && performance.now() - last.responseEnd > 1000;
  });
};
