import { randomBytes } from 'node:crypto';
import { makeTenant } from '#modules/tenants/factory.ts';
import { findBySecret, findByToken } from '#platform/access/acting.ts';
import { apiKeyText, hashSecret, newSecret, sessionCookieValue } from '#platform/access/credential.ts';
import { PROVIDER_TENANT_ID, type Principal, ROLES, type Role, type TenantRef } from '#platform/access/principal.ts';
import { contextOf } from '#platform/access/proof.ts';
import type { Actor } from '#platform/audit/entry.ts';
import type { Database } from '#platform/db/pool.ts';
import { readOnce, type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import type { Module } from '#platform/module.ts';
import { createAssignment } from './assignments/actions.ts';
import { addKeyActing, insertKey } from './keys/queries.ts';
import { hashPassword } from './sign-in/password.ts';
import { insertActing, switchActing } from './sign-in/queries.ts';
import { createUser, disableUser } from './users/actions.ts';
import { findUserForChange } from './users/queries.ts';

export type MadeUser = { readonly id: number; readonly login: string; readonly tenantId: number; readonly role: Role };
/** A way in: the principal, and what a request sends. */
export type SignedIn = {
  readonly principal: Principal;
  /** `madang_session=…`, with an Origin that browsers would send. Empty for tokens and keys. */
  readonly cookie: string;
  /** Headers of a request as this principal: cookie and Origin, or Authorization. */
  readonly headers: Readonly<Record<string, string>>;
};
type NewUser = { role?: Role; login?: string; name?: string; locale?: 'ko' | 'en'; password?: string; demo?: boolean };

const nobody: Actor = {
  id: null,
  login: 'factory',
  tenantCode: '*',
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
};
const within = <T>(database: Database, tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  tenantTx(database.app, { tenantId, proof: null, actor: nobody }, work);

/** Origin of a page of the house, for a server that was given no MADANG_URL. */
const HOUSE_ORIGIN = 'http://localhost:4000';

/** An active user of a tenant; with `password` one that can sign in with it. */
export const makeUser = async (database: Database, tenantId: number, given: NewUser = {}): Promise<MadeUser> => {
  const { role = 'CUSTOMER', password, ...values } = given;
  const login = values.login ?? `${role.toLowerCase()}.${randomBytes(4).toString('hex')}@example.demo`;
  // A hash that no password fits saves the tests a real one where nobody types it.
  const passwordHash = password === undefined ? 'none' : await hashPassword(password);
  const id = await within(database, tenantId, (tx) =>
    createUser(tx, { name: login, locale: 'ko', ...values, login, role, passwordHash }),
  );
  return { id, login, tenantId, role };
};

/** A session (or token) of a user in their own tenant, without the password. */
export const signIn = async (
  database: Database,
  user: Pick<MadeUser, 'id' | 'tenantId'>,
  kind: 'session' | 'token' = 'session',
): Promise<SignedIn> => {
  const { id: userId, tenantId } = user;
  const secret = newSecret();
  const acting = { kind, userId, secretHash: hashSecret(secret), client: 'factory', address: '127.0.0.1' };
  const actingId = await within(database, tenantId, (tx) => tx.run(insertActing(tenantId, acting)));
  if (actingId === undefined) throw new Error('This user cannot sign in');
  return await found(database, tenantId, kind, secret, actingId);
};

const found = async (
  database: Database,
  tenantId: number,
  kind: 'session' | 'token' | 'api_key',
  secret: string,
  actingId: number,
): Promise<SignedIn> => {
  const question =
    kind === 'token' ? findByToken(tenantId, actingId) : findBySecret(tenantId, kind, hashSecret(secret));
  const principal = await readOnce(database.app, { tenantId, proof: null }, question);
  if (principal === null) throw new Error('A way in that was just made is not there');
  const cookie = kind === 'session' ? `madang_session=${sessionCookieValue(tenantId, secret)}` : '';
  const headers =
    kind === 'session'
      ? { cookie, origin: HOUSE_ORIGIN }
      : { authorization: `Bearer ${apiKeyText(tenantId, actingId, secret)}` };
  return { principal, cookie, headers };
};

/** An administrator of the provider, acting in `*`. */
export const makeProviderAdministrator = async (database: Database): Promise<SignedIn> =>
  await signIn(database, await makeUser(database, PROVIDER_TENANT_ID, { role: 'ADMIN' }));

/** The same person acting in another tenant; the way in that was used up is no longer good. */
export const actIn = async (database: Database, who: SignedIn, code: string): Promise<SignedIn> => {
  const { actingId: id, version } = who.principal;
  const secret = newSecret();
  const moved = await tenantTx(database.app, { ...contextOf(who.principal), actor: nobody }, (tx) =>
    tx.run(switchActing({ id, version }, code, hashSecret(secret), nobody)),
  );
  if (moved === undefined) throw new Error(`Not assigned to ${code}`);
  return await found(database, moved.tenant_id, 'session', secret, moved.id);
};

/** Assigns a user of the provider to a tenant. */
export const assign = (
  database: Database,
  administrator: Principal,
  user: Pick<MadeUser, 'id'>,
  tenantId: number,
  role: Role,
): Promise<number> =>
  tenantTx(database.app, { ...contextOf(administrator), actor: nobody }, (tx) =>
    createAssignment(tx, administrator, { userId: user.id, tenantId, role }),
  );

/** An API key beside a session. */
export const makeApiKey = async (
  database: Database,
  { principal }: SignedIn,
  scopes: readonly string[],
): Promise<SignedIn> => {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + 86_400_000);
  const tenantId = principal.tenant.id;
  const actingId = await tenantTx(database.app, { ...contextOf(principal), actor: nobody }, async (tx) => {
    const id = await tx.run(addKeyActing(principal.actingId, { secretHash: hashSecret(secret), scopes, expiresAt }));
    const { userId } = principal;
    await tx.run(insertKey(tenantId, { userId, actingId: id, name: 'key', scopes, expiresAt }));
    return id;
  });
  return await found(database, tenantId, 'api_key', secret, actingId);
};

/** Ends a user as an administrator does. */
export const disable = (database: Database, user: MadeUser): Promise<void> =>
  within(database, user.tenantId, async (tx) => {
    const before = await tx.run(findUserForChange(user.tenantId, user.id));
    if (before !== undefined) await disableUser(tx, null, before);
  });

export type House = { readonly tenant: TenantRef; readonly users: Readonly<Record<Role, MadeUser & SignedIn>> };

/** A tenant with one signed-in user of every role. `modules` prepare it. */
export const makeHouse = async (
  database: Database,
  administrator: Principal,
  given: { readonly code?: string; readonly modules?: readonly Module[] } = {},
): Promise<House> => {
  const tenant = await makeTenant(database, administrator, given);
  const made = await Promise.all(
    ROLES.map(async (role) => {
      const user = await makeUser(database, tenant.id, { role });
      return [role, { ...user, ...(await signIn(database, user)) }] as const;
    }),
  );
  return { tenant, users: Object.fromEntries(made) as Record<Role, MadeUser & SignedIn> };
};
