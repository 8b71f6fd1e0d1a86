import type { Principal, TenantRef } from '#platform/access/principal.ts';
import { setTenant } from '#platform/db/tenant-scope.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, problem } from '#platform/http/problem.ts';
import type { Module } from '#platform/module.ts';
import { isBusinessNumber, plainBusinessNumber } from './business-number.ts';
import type { NewTenant, OwnTenantChange, TenantChange } from './contract.ts';
import { insertTenant, type TenantRow, updateOwnTenant, updateTenant } from './queries.ts';

type Administrator = Pick<Principal, 'actingId'>;

/**
 * A new tenant with what every module prepares for it, all in one transaction, which acts in `*`. Throws 409
 * `tenants.code_taken` and 422 for a business number or time zone that cannot be. Answers the tenant.
 */
export const createTenant = async (
  tx: Tx,
  by: Administrator,
  modules: readonly Module[],
  given: NewTenant,
): Promise<TenantRef> => {
  const values = { timeZone: 'Asia/Seoul', fiscalYearStart: 1, ...checked(given), name: given.name.trim() };
  const id = await tx.run(insertTenant(by.actingId, { ...values, code: given.code, kind: given.kind }));
  if (id === undefined) {
    const message = 'This code is taken.';
    throw problem(409, 'tenants.code_taken', message, {
      errors: [{ path: '/code', code: 'tenants.code_taken', message }],
    });
  }
  const tenant = { id, code: given.code, name: values.name };
  await prepare(tx, tenant, modules);
  tx.record({
    action: 'tenant.create',
    subject: { type: 'tenant', id },
    changes: { code: { from: null, to: given.code }, name: { from: null, to: values.name } },
  });
  tx.emit({ topic: 'tenants', subject: { type: 'tenant', id }, version: 1, change: 'created' });
  return tenant;
};

/**
 * Lets each module write what it needs in the new tenant. The only place where a transaction of `*` steps into another
 * tenant: nobody is in there yet, and half a tenant must not exist. It steps back before anything else is written.
 */
const prepare = async (tx: Tx, tenant: TenantRef, modules: readonly Module[]): Promise<void> => {
  const inside: Tx = { ...tx, tenantId: tenant.id };
  await tx.run({ statements: [setTenant(tenant.id)], answer: () => undefined });
  for (const module of modules) await module.prepareTenant?.(inside, tenant);
  await tx.run({ statements: [setTenant(tx.tenantId)], answer: () => undefined });
};

/**
 * Changes a tenant from `*`. Anything but active ends every session, token and key there before the answer. Answers the
 * new version.
 */
export const changeTenant = async (
  tx: Tx,
  by: Administrator,
  before: TenantRow,
  given: TenantChange,
): Promise<number> => {
  if (before.id === tx.tenantId && (given.kind !== undefined || given.status !== undefined)) {
    const path = given.kind === undefined ? '/status' : '/kind';
    throw fieldProblem(path, 'tenants.provider_fixed', 'The provider stays what it is, and open.');
  }
  if (before.status === 'closed') throw problem(409, 'tenants.closed', 'A closed tenant is not changed any more.');
  const change = checked(given);
  const audit = changesOf(before, change);
  const version = await tx.run(updateTenant(by.actingId, before.id, { change, audit, actor: tx.actor }));
  tx.record({ action: 'tenant.change', subject: { type: 'tenant', id: before.id }, changes: audit });
  tx.emit({ topic: 'tenants', subject: { type: 'tenant', id: before.id }, version, change: 'changed' });
  return version;
};

/** Changes the tenant acted in, by its own administrator. */
export const changeOwnTenant = async (tx: Tx, before: TenantRow, given: OwnTenantChange): Promise<void> => {
  const change = checked(given);
  await tx.run(
    updateOwnTenant({
      ...before,
      name: change.name ?? before.name,
      business_number: change.businessNumber === undefined ? before.business_number : change.businessNumber,
      contact: change.contact ?? before.contact,
      time_zone: change.timeZone ?? before.time_zone,
      fiscal_year_start: change.fiscalYearStart ?? before.fiscal_year_start,
      settings: change.settings ?? before.settings,
    }),
  );
  tx.record({
    action: 'tenant.configure',
    subject: { type: 'tenant', id: before.id },
    changes: changesOf(before, change),
  });
  const subject = { type: 'tenant', id: before.id };
  tx.emit({ topic: 'tenant_settings', subject, version: before.version + 1, change: 'changed' });
};

/** The same values, plain and proven right. */
const checked = <T extends OwnTenantChange>(given: T): T => {
  const { businessNumber, timeZone } = given;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw fieldProblem('/timeZone', 'tenants.time_zone_unknown', 'There is no such time zone.');
  }
  if (businessNumber === undefined || businessNumber === null) return given;
  const plain = plainBusinessNumber(businessNumber);
  if (!isBusinessNumber(plain)) {
    throw fieldProblem('/businessNumber', 'tenants.business_number_invalid', 'The check digit is not right.');
  }
  return { ...given, businessNumber: plain };
};

/** An IANA name, as PostgreSQL and browsers know them too; not an offset. */
const isTimeZone = (name: string): boolean => {
  if (!/^(UTC|[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)+)$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const FIELDS = {
  name: 'name',
  kind: 'kind',
  businessNumber: 'business_number',
  contact: 'contact',
  timeZone: 'time_zone',
  fiscalYearStart: 'fiscal_year_start',
  status: 'status',
  settings: 'settings',
} as const;

const changesOf = (before: TenantRow, change: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(FIELDS)
      .filter(([field]) => change[field] !== undefined)
      .map(([field, column]) => [field, { from: before[column], to: change[field] }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
