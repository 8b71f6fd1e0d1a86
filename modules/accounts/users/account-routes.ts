import type { Principal } from '#platform/access/principal.ts';
import { contextOf } from '#platform/access/proof.ts';
import { known } from '#platform/db/query.ts';
import { readOnce, type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { checkIfMatch } from '#platform/http/etag.ts';
import { fieldProblem } from '#platform/http/problem.ts';
import { handle, type Route } from '#platform/http/route.ts';
import { Account, AccountChange, PasswordChange } from '../contract.ts';
import { checkNewPassword } from '../sign-in/check-password.ts';
import { signInFailed, signInLimits, signInPassed, signInWait, tooManyFailures } from '../sign-in/limits.ts';
import { hashPassword, isPassword } from '../sign-in/password.ts';
import { endSessionsOfUser, findSignInAccount } from '../sign-in/queries.ts';
import { tellOfUser } from './actions.ts';
import { findUserForChange, spreadAccount, type UserRow, updateAccount } from './queries.ts';

const access = { permission: 'account.manage' } as const;
type OwnCall = Call<unknown, unknown, unknown, Principal>;

/**
 * A person's account lives in their home tenant, which need not be the one acted in: then the way in is proven there
 * first, and the account is asked again, locked, at home.
 */
const atHome = async <T>(c: OwnCall, work: (tx: Tx, own: UserRow) => Promise<T>): Promise<T> => {
  const { principal, kernel, actor } = c;
  const { home, tenant } = principal;
  const { app } = kernel.database;
  const own = contextOf(principal);
  if (home.id !== tenant.id) await readOnce(app, own, known(null));
  const proof = home.id === tenant.id ? own.proof : null;
  return await tenantTx(app, { tenantId: home.id, proof, actor }, async (tx) => {
    const found = await tx.run(findUserForChange(home.id, principal.userId));
    if (found === undefined) throw new Error('Somebody is signed in who has no account');
    return await work(tx, found);
  });
};

const show = (row: UserRow, c: OwnCall) => ({
  id: row.id,
  login: row.login,
  name: row.name,
  locale: row.locale,
  tenant: c.principal.home,
  passwordChangedAt: row.password_changed_at,
  version: row.version,
});

export const accountRoutes: readonly Route[] = [
  handle({
    method: 'GET',
    path: '/api/account',
    access,
    summary: 'One’s own account.',
    answer: { 200: Account },
    run: (c) => atHome(c, async (_tx, own) => ({ body: show(own, c), etag: own.version })),
  }),
  handle({
    method: 'PATCH',
    path: '/api/account',
    access,
    summary: 'Changes one’s own name or language.',
    body: AccountChange,
    answer: { 200: Account },
    run: (c) =>
      atHome(c, async (tx, own) => {
        checkIfMatch(c.request, own.version);
        const { name = own.name, locale = own.locale } = c.body;
        await tx.run(updateAccount(tx.tenantId, own.id, { name: name.trim(), locale }, tx.now));
        await tx.run(spreadAccount(own.id));
        tx.record({
          action: 'account.change',
          subject: { type: 'user', id: own.id },
          changes: { name: { from: own.name, to: name }, locale: { from: own.locale, to: locale } },
        });
        const after = { ...own, name: name.trim(), locale, version: own.version + 1 };
        tellOfUser(tx, after, 'changed');
        return { body: show(after, c), etag: after.version };
      }),
  }),
  handle({
    method: 'PUT',
    path: '/api/account/password',
    access,
    summary: 'A new password; other sessions and tokens end.',
    body: PasswordChange,
    answer: { 204: null },
    run: async (c) => {
      await checkCurrent(c, c.body.current);
      const { login, name, tenant } = c.principal;
      checkNewPassword(c.body.next, '/next', [login, name, tenant.code]);
      const passwordHash = await hashPassword(c.body.next);
      await atHome(c, async (tx, own) => {
        await tx.run(updateAccount(tx.tenantId, own.id, { passwordHash }, tx.now));
        await tx.run(endSessionsOfUser(own.id, c.principal.actingId));
        tx.record({ action: 'account.change_password', subject: { type: 'user', id: own.id } });
      });
      return {};
    },
  }),
];

/** Throws 422 when it is not the password, 429 while too many wrong ones were given: a stolen session may guess too. */
const checkCurrent = async (c: OwnCall, current: string): Promise<void> => {
  const { principal, kernel, request } = c;
  const { app } = kernel.database;
  const home = { tenantId: principal.home.id, proof: null };
  const { here } = signInLimits(kernel.macKey('accounts.sign_in_limit'), `own\n${principal.userId}`, request.address);
  await readOnce(app, contextOf(principal), known(null));
  const seconds = await readOnce(app, home, signInWait([here]));
  if (seconds > 0) throw tooManyFailures(seconds);
  const account = await readOnce(app, home, findSignInAccount(home.tenantId, principal.userId));
  const matches = await isPassword(current, account?.password_hash ?? null);
  await tenantTx(app, { ...home, actor: c.actor }, async (tx) => {
    await tx.run(matches ? signInPassed([here]) : signInFailed([here]));
    if (matches) return;
    const subject = { type: 'user', id: principal.userId };
    tx.record({
      action: 'account.change_password',
      subject,
      outcome: 'refused',
      gate: 'principal',
      reason: 'password_wrong',
    });
  });
  if (!matches) throw fieldProblem('/current', 'accounts.password_wrong', 'This is not the current password.');
};
