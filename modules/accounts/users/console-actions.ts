import { hashSecret, newSecret } from '#platform/access/credential.ts';
import { PROVIDER_CODE, PROVIDER_TENANT_ID, type Role } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { readOnce, type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { invalidFields, problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import { endActing } from '../sessions/queries.ts';
import { checkNewPassword } from '../sign-in/check-password.ts';
import { hashPassword } from '../sign-in/password.ts';
import { insertActing } from '../sign-in/queries.ts';
import { changeUser, createUser, disableUser, enableUser, inviteUser, type OneTimeLink } from './actions.ts';
import {
  findFirstAdministrator,
  findTenantByCode,
  listDemoAccounts,
  listTenantIds,
  type TenantPlace,
} from './console-queries.ts';
import { findUserByLogin, findUserForChange } from './queries.ts';

/** The command line, as audit rows name it: no person, whoever may run programs on the server. */
export const consoleActor: Actor = {
  id: null,
  login: 'main.ts',
  tenantCode: PROVIDER_CODE,
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
};

const within = <T>({ database }: Kernel, tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  tenantTx(database.app, { tenantId, proof: null, actor: consoleActor }, work);

/** The tenant with this code. Throws 404 `tenants.unknown`. */
export const tenantByCode = async ({ database }: Kernel, code: string): Promise<TenantPlace> => {
  const context = { tenantId: PROVIDER_TENANT_ID, proof: null };
  const found = await readOnce(database.system, context, findTenantByCode(code));
  if (found === undefined) throw problem(404, 'tenants.unknown', `There is no tenant ${code}.`);
  return found;
};

/** One transaction in `*` with a way in of the first administrator, as what crosses tenants wants to see; it ends after. */
export const asAdministrator = async <T>(
  kernel: Kernel,
  work: (tx: Tx, by: { readonly actingId: number }) => Promise<T>,
): Promise<T> =>
  await within(kernel, PROVIDER_TENANT_ID, async (tx) => {
    const administrator = await tx.run(findFirstAdministrator(tx.tenantId));
    if (administrator === undefined) {
      throw problem(409, 'accounts.no_administrator', 'The provider has no administrator yet: run `setup` first.');
    }
    const { id: userId } = administrator;
    const way = {
      kind: 'session',
      userId,
      secretHash: hashSecret(newSecret()),
      client: 'main.ts',
      address: null,
    } as const;
    const actingId = await tx.run(insertActing(tx.tenantId, way));
    if (actingId === undefined) throw new Error('The administrator of the provider cannot act');
    const result = await work(tx, { actingId });
    await tx.run(endActing(tx.tenantId, actingId));
    return result;
  });

export type ConsoleUser = {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: 'ko' | 'en';
  /** Without one a one-time link is made. */
  readonly password?: string | undefined;
};
export type MadeUser = { readonly id: number; readonly login: string; readonly invitation: OneTimeLink | null };

/** A user from the command line. Throws 400 for what cannot be a login or name, 409 for a taken login, 422 for a common password. */
export const addUser = async (kernel: Kernel, tenantId: number, given: ConsoleUser): Promise<MadeUser> => {
  const { password, ...values } = given;
  checkPerson(given);
  if (password !== undefined) checkNewPassword(password, '/password', [given.login, given.name]);
  const hash = password === undefined ? {} : { passwordHash: await hashPassword(password) };
  return await within(kernel, tenantId, async (tx) => {
    const id = await createUser(tx, { ...values, ...hash });
    const invitation = password === undefined ? await inviteUser(tx, kernel.config, id) : null;
    return { id, login: given.login.toLowerCase(), invitation };
  });
};

const checkPerson = ({ login, name }: ConsoleUser): void => {
  if (!/^[a-z0-9][a-z0-9._+@-]{0,199}$/i.test(login)) {
    const message = `${login} cannot be a login: it has 1 to 200 of a-z 0-9 . _ + @ -, and begins with a letter or digit.`;
    throw invalidFields([{ path: '/login', code: 'http.pattern', message }]);
  }
  if (name.trim() === '' || name.length > 200) {
    throw invalidFields([{ path: '/name', code: 'http.maxLength', message: 'A name has 1 to 200 characters.' }]);
  }
};

/**
 * The first administrator of the provider, in place of the demo accounts, which are disabled. Throws 409 when there is
 * one who is no demo account; demo accounts that are left are disabled even so.
 */
export const setUpAdministrator = async (
  kernel: Kernel,
  given: Omit<ConsoleUser, 'role'>,
): Promise<MadeUser & { readonly demoAccountsDisabled: number }> => {
  const { database } = kernel;
  const context = { tenantId: PROVIDER_TENANT_ID, proof: null };
  const known = await readOnce(database.app, context, findFirstAdministrator(PROVIDER_TENANT_ID, 'no demo account'));
  if (known !== undefined) {
    // Whoever was stopped between the two steps comes here again.
    const count = await disableDemoAccounts(kernel);
    const disabled = count === 0 ? '' : ` ${count} demo accounts were disabled.`;
    throw problem(
      409,
      'accounts.set_up',
      `There is an administrator already: ${known.login}.${disabled} \`user reset\` makes a new link.`,
    );
  }
  const made = await addUser(kernel, PROVIDER_TENANT_ID, { ...given, role: 'ADMIN' });
  return { ...made, demoAccountsDisabled: await disableDemoAccounts(kernel) };
};

/** Ends every demo account of every tenant. Answers how many. */
const disableDemoAccounts = async (kernel: Kernel): Promise<number> => {
  const context = { tenantId: PROVIDER_TENANT_ID, proof: null };
  let count = 0;
  for (const tenantId of await readOnce(kernel.database.system, context, listTenantIds())) {
    count += await within(kernel, tenantId, async (tx) => {
      const accounts = await tx.run(listDemoAccounts(tx.tenantId));
      for (const account of accounts) await disableUser(tx, null, account);
      return accounts.length;
    });
  }
  return count;
};

const userOf = async (tx: Tx, login: string) => {
  const found = await tx.run(findUserByLogin(tx.tenantId, login.toLowerCase()));
  if (found === undefined) throw problem(404, 'accounts.unknown', `There is no user ${login} in this tenant.`);
  return found;
};

/** A new one-time link for somebody who cannot sign in. Throws 404 for an unknown login. */
export const resetUser = (kernel: Kernel, tenantId: number, login: string): Promise<OneTimeLink> =>
  within(kernel, tenantId, async (tx) => {
    const user = await userOf(tx, login);
    if (user.status === 'disabled') throw problem(409, 'accounts.disabled', `${login} is disabled: enable it first.`);
    return await inviteUser(tx, kernel.config, user.id);
  });

/** Disables or enables a user by login. */
export const switchUser = (
  kernel: Kernel,
  tenantId: number,
  login: string,
  to: 'disabled' | 'enabled',
): Promise<void> =>
  within(kernel, tenantId, async (tx) => {
    const user = await userOf(tx, login);
    await (to === 'disabled' ? disableUser(tx, null, user) : enableUser(tx, user));
  });

/** Gives a user another role, which is in force at their next request. Answers the one they had. */
export const giveRole = (kernel: Kernel, tenantId: number, login: string, role: Role): Promise<Role> =>
  within(kernel, tenantId, async (tx) => {
    const { id } = await userOf(tx, login);
    const user = await tx.run(findUserForChange(tx.tenantId, id));
    if (user === undefined) throw new Error(`User ${id} was just there`);
    if (user.role !== role) await changeUser(tx, null, user, { role });
    return user.role;
  });
