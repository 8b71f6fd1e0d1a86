import { aboutWeb } from '#modules/about/web/module.ts';
import { accountsWeb } from '#modules/accounts/web/module.ts';
import { auditWeb } from '#modules/audit/web/module.ts';
import { homeWeb } from '#modules/home/web/module.ts';
import { numberingWeb } from '#modules/numbering/web/module.ts';
import { tenantsWeb } from '#modules/tenants/web/module.ts';
import { ticketsWeb } from '#modules/tickets/web/module.ts';
import type { Korean, Locale } from '#platform/web/i18n/i18n.ts';
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

const joined = async (files: Readonly<Record<string, () => Promise<Locale>>>): Promise<Locale> =>
  Object.assign({}, ...(await Promise.all(Object.values(files).map((load) => load()))));

/** The Korean of all modules, two files for the browser. */
export const korean: Korean = {
  first: () =>
    joined(
      import.meta.glob<Locale>(['../platform/web/locale/ko.json', '../modules/*/locale/ko.json'], {
        import: 'default',
      }),
    ),
  pages: () => joined(import.meta.glob<Locale>('../modules/*/locale/ko.pages.json', { import: 'default' })),
};
