import { hashSecret } from '#platform/access/credential.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { readOnce, tenantTx, writeOnce } from '#platform/db/tenant-tx.ts';
import type { RequestFacts } from '#platform/http/call.ts';
import { fieldProblem, type Problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { InvitationPreview } from '../contract.ts';
import { tellOfUser } from '../users/actions.ts';
import { findInvited, type Invited, takeInvitation } from '../users/invitation-queries.ts';
import { findUserForChange, spreadAccount, updateAccount } from '../users/queries.ts';
import { checkNewPassword } from './check-password.ts';
import { linkLimit, signInFailed, signInWait, tooManyFailures } from './limits.ts';
import { answerSignedIn, openActing } from './open.ts';
import { hashPassword } from './password.ts';
import { endSessionsOfUser } from './queries.ts';

const TOKEN = /^([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/;
const NOWHERE = { tenantId: PROVIDER_TENANT_ID, proof: null };

/**
 * Sets the password of the person whom the link was made for, ends their sessions and signs in. A link works once; one
 * that is used, run out or made up gets the same 422. The password is looked at first, so a bad one costs no link.
 */
export const acceptInvitation = async (
  kernel: Kernel,
  given: { readonly token: string; readonly password: string },
  from: { readonly actor: Actor; readonly request: RequestFacts },
) => {
  const { app } = kernel.database;
  const { invited, tenantId, secretHash } = await lookUp(kernel, given.token, from.request);
  const context = { tenantId, proof: null };
  checkNewPassword(given.password, '/password', [invited.login, invited.name, invited.code]);
  const passwordHash = await hashPassword(given.password);
  const actor = { ...from.actor, id: invited.id, login: invited.login, tenantCode: invited.code };
  const opened = await tenantTx(app, { ...context, actor }, async (tx) => {
    const userId = await tx.run(takeInvitation(tenantId, secretHash, tx.now));
    if (userId === undefined) throw invalidToken();
    // Somebody may have disabled the account while the password was being hashed.
    const user = await tx.run(findUserForChange(tenantId, userId));
    if (user === undefined || user.status === 'disabled') throw invalidToken();
    await tx.run(updateAccount(tenantId, userId, { status: 'active', passwordHash }, tx.now));
    await tx.run(endSessionsOfUser(userId, null));
    await tx.run(spreadAccount(userId));
    tx.record({ action: 'account.set_password', subject: { type: 'user', id: userId } });
    tellOfUser(tx, { id: userId, version: user.version + 1 }, 'active');
    return await openActing(tx, 'session', userId, from.request);
  });
  return await answerSignedIn(kernel, tenantId, opened.secret);
};

/**
 * Whom a link was made for, so that its holder sees at once whether it is still good, before choosing a password. Uses
 * nothing up; made-up links count as failures as they do when they are used.
 */
export const checkInvitation = async (
  kernel: Kernel,
  token: string,
  request: RequestFacts,
): Promise<InvitationPreview> => {
  const { invited } = await lookUp(kernel, token, request);
  const { login, name, code, tenant_name, expires_at, password_changed_at } = invited;
  return {
    login,
    name,
    tenant: { code, name: tenant_name },
    first: password_changed_at === null,
    expiresAt: expires_at,
  };
};

type Found = { readonly invited: Invited; readonly tenantId: number; readonly secretHash: Buffer };

/** Throws 422 for a link that is not good, and 429 while this network has shown too many of those. */
const lookUp = async (kernel: Kernel, token: string, { address }: RequestFacts): Promise<Found> => {
  const { app } = kernel.database;
  const limit = linkLimit(kernel.macKey('accounts.sign_in_limit'), address);
  const [, tenant, secret = ''] = TOKEN.exec(token) ?? [];
  const tenantId = tenant === undefined ? PROVIDER_TENANT_ID : Number(tenant);
  const secretHash = hashSecret(secret);
  const invited = await readOnce(app, { tenantId, proof: null }, findInvited(tenantId, secretHash, kernel.clock()));
  if (invited === undefined) {
    // Only who guesses waits: a good link is good, whatever others behind the same address do.
    const seconds = await readOnce(app, NOWHERE, signInWait([limit]));
    if (seconds > 0) throw tooManyFailures(seconds);
    await writeOnce(app, NOWHERE, signInFailed([limit]));
    throw invalidToken();
  }
  return { invited, tenantId, secretHash };
};

const invalidToken = (): Problem =>
  fieldProblem('/token', 'accounts.invitation_invalid', 'This link was used already, has run out, or is not whole.');
