import { hashSecret, newSecret, parseCredential, sessionCookieValue } from '#platform/access/credential.ts';
import { abilities } from '#platform/access/decide.ts';
import type { Matrix } from '#platform/access/matrix.ts';
import type { Principal } from '#platform/access/principal.ts';
import { type Tx, tenantTx, writeOnce } from '#platform/db/tenant-tx.ts';
import type { RequestFacts } from '#platform/http/call.ts';
import { problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Session } from '../contract.ts';
import type { Authenticated } from './authenticate.ts';
import { DEVICE_DAYS, deviceCookie, sessionCookie } from './cookies.ts';
import { signInPassed } from './limits.ts';
import { hashPassword, isOutdated } from './password.ts';
import { endSessionBySecret, insertActing, insertDevice, updateHash } from './queries.ts';

/** What a session's holder is told about themselves. */
export const showSession = (matrix: Matrix, principal: Principal): Session => ({
  user: { id: principal.userId, login: principal.login, name: principal.name, locale: principal.locale },
  tenant: principal.home,
  actingTenant: principal.tenant,
  role: principal.role,
  abilities: abilities(matrix, principal),
});

/** A way into the transaction's tenant for its user. Throws 401 when account or tenant were ended meanwhile. */
export const openActing = async (
  tx: Tx,
  kind: 'session' | 'token',
  userId: number,
  { headers, address }: RequestFacts,
): Promise<{ readonly id: number; readonly secret: string }> => {
  const secret = newSecret();
  const client = headers['user-agent']?.slice(0, 200) ?? null;
  const id = await tx.run(insertActing(tx.tenantId, { kind, userId, secretHash: hashSecret(secret), client, address }));
  if (id === undefined) throw problem(401, 'accounts.sign_in_failed', 'Login or password is not right.');
  tx.record({ action: `${kind}.create`, subject: { type: 'session', id } });
  return { id, secret };
};

type SignedIn = {
  readonly body: Session;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
};

/** Signs a browser in: a new session, a mark for a browser not seen before; the session it came with ends. */
export const signInBrowser = async (
  kernel: Kernel,
  found: Authenticated,
  password: string,
  request: RequestFacts,
): Promise<SignedIn> => {
  const { place, account, actor } = found;
  const { tenant_id: tenantId } = place;
  const renewed = isOutdated(account.password_hash ?? '') ? await hashPassword(password) : null;
  const device = found.knownDevice ? null : newSecret();
  const { secret } = await tenantTx(kernel.database.app, { tenantId, proof: null, actor }, async (tx) => {
    await tx.run(signInPassed(found.limits));
    if (renewed !== null) await tx.run(updateHash(tenantId, account.id, renewed));
    if (device !== null) {
      const expiresAt = new Date(tx.now.getTime() + DEVICE_DAYS * 86_400_000);
      await tx.run(insertDevice(tenantId, account.id, hashSecret(device), expiresAt));
    }
    return await openActing(tx, 'session', account.id, request);
  });
  await endPresented(kernel, request);
  const cookies = device === null ? [] : [deviceCookie(kernel.config, tenantId, device)];
  return await answerSignedIn(kernel, tenantId, secret, cookies);
};

/** The answer that hands a browser its new session. */
export const answerSignedIn = async (
  kernel: Kernel,
  tenantId: number,
  secret: string,
  cookies: readonly string[] = [],
): Promise<SignedIn> => {
  const who = await kernel.principals.renew({ cookie: `madang_session=${sessionCookieValue(tenantId, secret)}` });
  if (who === null) throw new Error('A session that was just made is not there');
  const { principal } = who;
  return {
    body: showSession(kernel.matrix, principal),
    headers: {
      'Set-Cookie': [sessionCookie(kernel.config, tenantId, secret), ...cookies],
      'Madang-Tenant': principal.tenant.code,
    },
  };
};

/** A browser has one session: the one that it brought ends when it signs in anew. */
const endPresented = async ({ database }: Kernel, { headers }: RequestFacts): Promise<void> => {
  const brought = parseCredential({ cookie: headers.cookie });
  if (typeof brought === 'string' || brought.kind !== 'session') return;
  const { tenantId, secretHash } = brought;
  await writeOnce(database.app, { tenantId, proof: null }, endSessionBySecret(tenantId, secretHash));
};
