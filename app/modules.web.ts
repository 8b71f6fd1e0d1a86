import { aboutWeb } from '#modules/about/web/module.ts';
import { accountsWeb } from '#modules/accounts/web/module.ts';
import { auditWeb } from '#modules/audit/web/module.ts';
import { homeWeb } from '#modules/home/web/module.ts';
import { numberingWeb } from '#modules/numbering/web/module.ts';
import { tenantsWeb } from '#modules/tenants/web/module.ts';
import { ticketsWeb } from '#modules/tickets/web/module.ts';
import type { WebModule } from '#platform/web/module.ts';

/** The rooms of the web app, in the order of the menu. Their routes are put into the tree in web.tsx. */
export const webModules: readonly WebModule[] = [
  homeWeb,
  ticketsWeb,
  tenantsWeb,
  accountsWeb,
  auditWeb,
  numberingWeb,
  aboutWeb,
];

/** The Korean of all modules, one file for the browser. */
export const loadKorean = async (): Promise<Readonly<Record<string, string>>> => {
  const files = import.meta.glob<Readonly<Record<string, string>>>(
    ['../platform/web/locale/ko.json', '../modules/*/locale/ko.json'],
    { import: 'default' },
  );
  const parts = await Promise.all(Object.values(files).map((load) => load()));
  return Object.assign({}, ...parts);
};
