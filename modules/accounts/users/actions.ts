import { hashSecret, newSecret } from '#platform/access/credential.ts';
import type { Principal, Role } from '#platform/access/principal.ts';
import { isSuperAdministrator, PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import type { Config } from '#platform/config.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, problem } from '#platform/http/problem.ts';
import type { UserAbility } from '../contract.ts';
import { endSessionsOfUser } from '../sign-in/queries.ts';
import { insertInvitation } from './invitation-queries.ts';
import {
  type AccountValues,
  countOtherAdministrators,
  findUserForChange,
  insertAccount,
  insertMember,
  spreadAccount,
  type UserRow,
  updateAccount,
  updateRole,
} from './queries.ts';

const INVITATION_DAYS = 7;

/** A user of the transaction's tenant. Throws 409 `accounts.login_taken`. Answers the id. */
export const createUser = async (tx: Tx, values: AccountValues & { readonly role: Role }): Promise<number> => {
  const login = values.login.toLowerCase();
  const id = await tx.run(insertAccount(tx.tenantId, { ...values, login }));
  if (id === undefined) {
    const message = 'This login is taken in this tenant.';
    throw problem(409, 'accounts.login_taken', message, {
      errors: [{ path: '/login', code: 'accounts.login_taken', message }],
    });
  }
  await tx.run(insertMember(tx.tenantId, { id, login, name: values.name, role: values.role }));
  await tx.run(spreadAccount(id));
  tx.record({
    action: 'user.create',
    subject: { type: 'user', id },
    changes: { login: { from: null, to: login }, role: { from: null, to: values.role } },
  });
  tellOfUser(tx, { id, version: 1 }, 'created');
  return id;
};

/** Tells live lists of users; says nothing of what changed. */
export const tellOfUser = (tx: Tx, { id, version }: Pick<UserRow, 'id' | 'version'>, change: string): void =>
  tx.emit({ topic: 'users', subject: { type: 'user', id }, version, change });

/** Ends every session and token of a user, wherever they act; keys and the account stay. */
export const endUserSessions = async (tx: Tx, userId: number): Promise<void> => {
  await tx.run(endSessionsOfUser(userId, null));
  tx.record({ action: 'user.end_sessions', subject: { type: 'user', id: userId } });
};

export type OneTimeLink = { readonly link: string; readonly expiresAt: string };

/** A link that lets its holder set the user's password once. Links made before it for the same user end. */
export const inviteUser = async (tx: Tx, config: Config, userId: number): Promise<OneTimeLink> => {
  const secret = newSecret();
  const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * 86_400_000);
  const createdBy = tx.actor.id;
  await tx.run(insertInvitation(tx.tenantId, { userId, secretHash: hashSecret(secret), createdBy, expiresAt }));
  tx.record({ action: 'user.invite', subject: { type: 'user', id: userId } });
  // In the fragment, which browsers send to no server, so it stands in no log.
  const base = (config.publicUrl ?? `http://localhost:${config.port}`).replace(/\/$/, '');
  return { link: `${base}/invitation#token=${tx.tenantId}.${secret}`, expiresAt: expiresAt.toISOString() };
};

export type UserChange = {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly locale?: 'ko' | 'en' | undefined;
};

/** Changes a user, by nobody when it is the command line; a new role is in force at the next request, on every node. */
export const changeUser = async (tx: Tx, by: Principal | null, before: UserRow, change: UserChange): Promise<void> => {
  const role = change.role ?? before.role;
  if (role !== before.role) {
    if (before.role === 'ADMIN') await keepAdministrator(tx, before, '/role');
    if (by?.userId === before.id && !isSuperAdministrator(by)) throw ownRole();
    await tx.run(updateRole(tx.tenantId, before.id, role));
  }
  await tx.run(updateAccount(tx.tenantId, before.id, { name: change.name, locale: change.locale }, tx.now));
  await tx.run(spreadAccount(before.id));
  tx.record({ action: 'user.change', subject: { type: 'user', id: before.id }, changes: changesOf(before, change) });
  tellOfUser(tx, { id: before.id, version: before.version + 1 }, 'changed');
};

const ownRole = () => fieldProblem('/role', 'accounts.own_role', 'Nobody changes their own role.');

const changesOf = (before: UserRow, change: UserChange) =>
  Object.fromEntries(
    (['name', 'role', 'locale'] as const)
      .filter((field) => change[field] !== undefined && change[field] !== before[field])
      .map((field) => [field, { from: before[field], to: change[field] }]),
  );

/** Ends an account: every session, token and key of it ends before the answer. Repeating it changes nothing. */
export const disableUser = async (tx: Tx, byUserId: number | null, before: UserRow): Promise<void> => {
  if (before.status === 'disabled') return;
  if (before.id === byUserId) throw problem(422, 'accounts.own_account', 'Nobody disables their own account.');
  if (before.role === 'ADMIN') await keepAdministrator(tx, before, '');
  await setStatus(tx, before, 'disabled', 'user.disable');
};

/** Gives a disabled account back; who never had a password is invited again. */
export const enableUser = async (tx: Tx, before: UserRow): Promise<void> => {
  if (before.status !== 'disabled') return;
  await setStatus(tx, before, before.password_changed_at === null ? 'invited' : 'active', 'user.enable');
};

const setStatus = async (tx: Tx, before: UserRow, status: UserRow['status'], action: string): Promise<void> => {
  await tx.run(updateAccount(tx.tenantId, before.id, { status }, tx.now));
  await tx.run(spreadAccount(before.id));
  tx.record({
    action,
    subject: { type: 'user', id: before.id },
    changes: { status: { from: before.status, to: status } },
  });
  tellOfUser(tx, { id: before.id, version: before.version + 1 }, status);
};

/** Without an administrator nobody could let anybody in again; other tenants can be helped from here. */
const keepAdministrator = async (tx: Tx, before: UserRow, path: string): Promise<void> => {
  if (tx.tenantId !== PROVIDER_TENANT_ID) return;
  if ((await tx.run(countOtherAdministrators(tx.tenantId, before.id))) > 0) return;
  throw fieldProblem(path, 'accounts.last_administrator', 'The provider keeps at least one administrator.');
};

/** What the rules below would let an administrator do with a user; the page offers nothing else. */
export const offeredOn = (user: Pick<UserRow, 'id' | 'status'>, by: Principal): UserAbility[] => {
  const own = user.id === by.userId;
  const mayChangeRole = !own || isSuperAdministrator(by);
  return [
    ...(mayChangeRole ? (['user.change_role'] as const) : []),
    ...(user.status === 'disabled' ? (['user.enable'] as const) : (['user.invite', 'user.end_sessions'] as const)),
    ...(user.status === 'disabled' || own ? [] : (['user.disable'] as const)),
  ];
};

/** A user as it is after a change of the same transaction. */
export const reloadUser = async (tx: Tx, id: number): Promise<UserRow> => {
  const row = await tx.run(findUserForChange(tx.tenantId, id));
  if (row === undefined) throw new Error(`User ${id} was just changed and is not there`);
  return row;
};
