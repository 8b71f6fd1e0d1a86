import { about } from '#modules/about/module.ts';
import { accounts } from '#modules/accounts/module.ts';
import { audit } from '#modules/audit/module.ts';
import { live } from '#modules/live/module.ts';
import { numbering } from '#modules/numbering/module.ts';
import { tenants } from '#modules/tenants/module.ts';
import { tickets } from '#modules/tickets/module.ts';
import { http } from '#platform/http/module.ts';
import type { Module } from '#platform/module.ts';

/** Every capability of the house. The order has no meaning. */
export const modules: readonly Module[] = [tenants, accounts, numbering, tickets, live, audit, about, http];
