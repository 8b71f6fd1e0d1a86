import { findByToken, touchActing } from '#platform/access/acting.ts';
import { hashSecret, newSecret } from '#platform/access/credential.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { TOKEN_SECONDS } from '#platform/access/tokens.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { readOnce, tenantTx, writeOnce } from '#platform/db/tenant-tx.ts';
import type { RequestFacts } from '#platform/http/call.ts';
import { fieldProblem, Problem, problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import { endActing } from '../sessions/queries.ts';
import { authenticate, type Given } from '../sign-in/authenticate.ts';
import { linkLimit, signInFailed, signInPassed, signInWait, tooManyFailures } from '../sign-in/limits.ts';
import { namedTenant } from '../sign-in/named-tenant.ts';
import { openActing } from '../sign-in/open.ts';
import { switchActing } from '../sign-in/queries.ts';
import { insertFamily, rotateFamily } from './queries.ts';

type From = { readonly actor: Actor; readonly request: RequestFacts };
export type Pair = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
  readonly expiresIn: number;
};

/** Tokens for login and password, acting in the own tenant or in one that is assigned. */
export const issueTokens = async (
  kernel: Kernel,
  given: Given & { actingTenant?: string | undefined },
  from: From,
): Promise<Pair> => {
  const api = { ...from, actor: { ...from.actor, channel: 'api' as const } };
  const found = await authenticate(kernel, given, api);
  const { place, account } = found;
  const actor = { ...found.actor, channel: 'api' as const };
  const { app } = kernel.database;
  const target = given.actingTenant ?? place.code;
  const acting = await tenantTx(app, { tenantId: place.tenant_id, proof: null, actor }, async (tx) => {
    await tx.run(signInPassed(found.limits));
    const own = await openActing(tx, 'token', account.id, from.request);
    if (target === place.code) return { tenant_id: place.tenant_id, id: own.id };
    const moved = await tx.run(switchActing({ id: own.id, version: 1 }, target, hashSecret(newSecret()), actor));
    if (moved === undefined) throw notAssigned();
    return moved;
  }).catch(async (error: unknown) => {
    const isRefused = error instanceof Problem && error.code === NOT_ASSIGNED;
    if (isRefused) await recordNotAssigned(kernel, { tenantId: place.tenant_id, actor }, target);
    throw error;
  });
  const family = newSecret();
  const rotation = newSecret();
  const hashes = { family: hashSecret(family), rotation: hashSecret(rotation) };
  const context = { tenantId: acting.tenant_id, proof: null };
  await writeOnce(app, context, insertFamily(acting.tenant_id, acting.id, hashes));
  return await pair(kernel, acting.tenant_id, acting.id, `${acting.tenant_id}.${family}.${rotation}`);
};

const NOT_ASSIGNED = 'accounts.not_assigned';
const notAssigned = (): Problem => fieldProblem('/actingTenant', NOT_ASSIGNED, 'This tenant is not assigned.');

const recordNotAssigned = (
  { database }: Kernel,
  context: { readonly tenantId: number; readonly actor: Actor },
  code: string,
): Promise<void> =>
  tenantTx(database.app, { ...context, proof: null }, async (tx) => {
    tx.record({
      action: 'token.create',
      subject: namedTenant(code),
      outcome: 'refused',
      gate: 'tenant',
      reason: 'not_assigned',
    });
  });

const REFRESH = /^([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/**
 * New tokens for a refresh token, which is good once. One that was used before ends its whole family and its access
 * tokens: either its holder or a thief comes too late. User, assignment and tenant are asked again.
 */
export const refreshTokens = async (kernel: Kernel, refreshToken: string, from: From): Promise<Pair> => {
  const { app } = kernel.database;
  const limit = linkLimit(kernel.macKey('accounts.sign_in_limit'), from.request.address);
  const nowhere = { tenantId: PROVIDER_TENANT_ID, proof: null };
  const [, tenant, family = '', rotation = ''] = REFRESH.exec(refreshToken) ?? [];
  const next = newSecret();
  const tenantId = Number(tenant ?? PROVIDER_TENANT_ID);
  const hashes = { family: hashSecret(family), rotation: hashSecret(rotation) };
  const actor = { ...from.actor, channel: 'api' as const };
  const actingId = await tenantTx(app, { tenantId, proof: null, actor }, async (tx) => {
    const found = await tx.run(rotateFamily(tenantId, hashes, hashSecret(next)));
    if (found === undefined) return null;
    if (found.rotated) {
      await tx.run(touchActing(tenantId, found.acting_id));
      return found.acting_id;
    }
    await tx.run(endActing(tenantId, found.acting_id));
    const subject = { type: 'session', id: found.acting_id };
    tx.record({
      action: 'token.refresh',
      subject,
      outcome: 'refused',
      gate: 'principal',
      reason: 'refresh_token_reused',
    });
    return null;
  });
  if (actingId !== null) return await pair(kernel, tenantId, actingId, `${tenantId}.${family}.${next}`);
  // Only who guesses waits: a good token is good, whatever others behind the same address do.
  const seconds = await readOnce(app, nowhere, signInWait([limit]));
  if (seconds > 0) throw tooManyFailures(seconds);
  await writeOnce(app, nowhere, signInFailed([limit]));
  throw refreshInvalid();
};

const refreshInvalid = (): Problem =>
  problem(401, 'accounts.refresh_invalid', 'This refresh token is not valid, or not any more.');

/** Signs what the acting row says now; a row that is not alive gives no token. */
const pair = async (kernel: Kernel, tenantId: number, actingId: number, refreshToken: string): Promise<Pair> => {
  const principal = await readOnce(kernel.database.app, { tenantId, proof: null }, findByToken(tenantId, actingId));
  if (principal === null) throw refreshInvalid();
  const accessToken = await kernel.tokens.sign({
    userId: principal.userId,
    role: principal.role,
    tenantId,
    tenantCode: principal.tenant.code,
    actingId,
  });
  return { accessToken, refreshToken, tokenType: 'Bearer', expiresIn: TOKEN_SECONDS };
};
