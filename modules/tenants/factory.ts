import { randomBytes } from 'node:crypto';
import type { Principal, TenantRef } from '#platform/access/principal.ts';
import { contextOf } from '#platform/access/proof.ts';
import type { Database } from '#platform/db/pool.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import type { Module } from '#platform/module.ts';
import { createTenant } from './actions.ts';
import type { NewTenant } from './contract.ts';

/** A code that no other test uses. */
export const freshCode = (): string => `T${randomBytes(5).toString('hex').toUpperCase()}`;

/** A tenant, made as the provider's administrator makes one; `modules` prepare it. */
export const makeTenant = (
  database: Database,
  by: Principal,
  given: Partial<NewTenant> & { readonly modules?: readonly Module[] } = {},
): Promise<TenantRef> => {
  const { modules = [], ...values } = given;
  const code = values.code ?? freshCode();
  const actor = {
    id: by.userId,
    login: by.login,
    tenantCode: by.home.code,
    channel: 'cli' as const,
    address: null,
    method: null,
    path: null,
    requestId: null,
  };
  return tenantTx(database.app, { ...contextOf(by), actor }, (tx) =>
    createTenant(tx, by, modules, { kind: 'company', name: `Tenant ${code}`, ...values, code }),
  );
};
