import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { both, known as knownAnswer, type Query } from '#platform/db/query.ts';
import { readOnce, tenantTx } from '#platform/db/tenant-tx.ts';
import type { RequestFacts } from '#platform/http/call.ts';
import { fieldProblem, type Problem, problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import { type Device, deviceOf } from './cookies.ts';
import { isDemoOpen } from './demo-accounts.ts';
import { deviceLimit, type LimitKey, signInFailed, signInLimits, signInWait, tooManyFailures } from './limits.ts';
import { isPassword } from './password.ts';
import { findLogin, findSignInAccount, isKnownDevice, type LoginPlace, type SignInAccount } from './queries.ts';

export type Given = {
  readonly login: string;
  readonly password: string;
  readonly totp?: string | undefined;
  readonly tenant?: string | undefined;
};
type From = { readonly actor: Actor; readonly request: RequestFacts };
type Candidate = { readonly place: LoginPlace; readonly account: SignInAccount | undefined; readonly isKnown: boolean };

export type Authenticated = {
  readonly place: LoginPlace;
  readonly account: SignInAccount;
  readonly knownDevice: boolean;
  /** Forgiven by the success; none where several tenants have the login. */
  readonly limits: readonly LimitKey[];
  readonly actor: Actor;
};

/** So many tenants of a login are tried when it does not say which: each costs a hash. Beyond that the code is needed. */
const MOST_CANDIDATES = 10;

/**
 * Who has this login and password. An unknown login takes the same questions and a hash as a known one. Throws 401
 * `accounts.sign_in_failed`; 429 while failures of this account or network last (a browser that the person has used
 * before has a count of its own); 409 `accounts.tenant_needed` with the codes when it fits in several tenants.
 */
export const authenticate = async (kernel: Kernel, given: Given, from: From): Promise<Authenticated> => {
  const login = given.login.normalize('NFKC').toLowerCase();
  const secret = kernel.macKey('accounts.sign_in_limit');
  const device = deviceOf(from.request.headers.cookie);
  const limits = signInLimits(secret, login, from.request.address);
  const own = device === null ? [] : [deviceLimit(secret, login, device.secretHash)];
  const app = kernel.database.app;
  const [places, [wait, ownWait]] = await readOnce(
    app,
    { tenantId: PROVIDER_TENANT_ID, proof: null },
    both(findLogin(login), both(signInWait(limits.strangers), signInWait(own))),
  );
  const fitting = places.filter(({ code }) => given.tenant === undefined || code === given.tenant);
  const candidates = await loadCandidates(kernel, fitting.slice(0, MOST_CANDIDATES), device);
  // Somebody else's account of the same login, in another tenant, must not vouch for the browser.
  const knownDevice = candidates.every(({ isKnown }) => isKnown);
  const { counted, seconds, forgiven } = knownDevice
    ? { counted: own, seconds: ownWait, forgiven: own }
    : { counted: limits.strangers, seconds: wait, forgiven: [limits.here] };
  if (seconds > 0) throw tooManyFailures(seconds);
  const matching = await matchPassword(candidates, given.password);
  // Right for one account is a guess at the others of that login: without this its holder could try them without end.
  if (isPartial(matching, fitting)) await countGuess(kernel, from.actor, counted);
  const match = onlyMatch(matching, fitting.length > candidates.length);
  if (match?.account === undefined) {
    await recordFailure(kernel, from.actor, candidates.length === 1 ? candidates[0] : undefined, counted);
    throw signInFailedProblem();
  }
  checkOpen(kernel, match.place, match.account, given);
  const { id, login: spelled } = match.account;
  const actor = { ...from.actor, id, login: spelled, tenantCode: match.place.code };
  // Nobody forgives what was tried at the account of somebody else who has the same login.
  return {
    place: match.place,
    account: match.account,
    knownDevice,
    limits: places.length === 1 ? forgiven : [],
    actor,
  };
};

const isPartial = (matching: readonly Candidate[], fitting: readonly LoginPlace[]): boolean =>
  matching.length > 0 && matching.length < fitting.length;

/** The one that fits; undefined for none. Throws 409 for several, also when there were too many to try all. */
const onlyMatch = (matching: readonly Candidate[], areMore: boolean): Candidate | undefined => {
  const [match, ...others] = matching;
  if (match !== undefined && (others.length > 0 || areMore))
    throw tenantNeeded(matching.map(({ place, account }) => ({ code: place.code, name: account?.tenant_name ?? '' })));
  return match;
};

const NO_PLACE: LoginPlace = { tenant_id: PROVIDER_TENANT_ID, user_id: 0, code: '', status: 'active' };

/** The accounts behind the places, each asked in its own tenant; a place that is none is asked just as well. */
const loadCandidates = async (
  { database }: Kernel,
  places: readonly LoginPlace[],
  device: Device | null,
): Promise<Candidate[]> => {
  const asked = places.length === 0 ? [NO_PLACE] : places;
  return await Promise.all(
    asked.map(async (place) => {
      const { tenant_id: tenantId, user_id: userId } = place;
      const question = both(findSignInAccount(tenantId, userId), knownDevice(place, device));
      const [account, isKnown] = await readOnce(database.app, { tenantId, proof: null }, question);
      return { place, account, isKnown };
    }),
  );
};

const knownDevice = (place: LoginPlace, device: Device | null): Query<boolean> =>
  device === null || device.tenantId !== place.tenant_id
    ? knownAnswer(false)
    : isKnownDevice(place.tenant_id, place.user_id, device.secretHash);

/** Those whose password it is. One after another, and one hash at least, whoever was asked for. */
const matchPassword = async (candidates: readonly Candidate[], password: string): Promise<Candidate[]> => {
  const matching: Candidate[] = [];
  for (const candidate of candidates) {
    const { account } = candidate;
    const usable = account?.status === 'active' ? account.password_hash : null;
    if (await isPassword(password, usable)) matching.push(candidate);
  }
  return matching;
};

/** Said only after a right password. */
const checkOpen = ({ config }: Kernel, place: LoginPlace, account: SignInAccount, given: Given): void => {
  if (place.status !== 'active') throw problem(401, 'accounts.tenant_suspended', 'This tenant is suspended.');
  if (account.demo && !isDemoOpen(config)) {
    throw problem(
      401,
      'accounts.demo_closed',
      'Demo accounts sign in only on this machine, or with MADANG_DEMO_PASSWORD.',
    );
  }
  if (given.totp !== undefined) {
    throw fieldProblem('/totp', 'accounts.totp_not_set_up', 'This account has no one-time codes.');
  }
};

/** Names are told only after a right password; where there are too many tenants to try it, none. */
const tenantNeeded = (tenants: readonly { readonly code: string; readonly name: string }[]): Problem =>
  problem(409, 'accounts.tenant_needed', 'This login is used in several tenants. Say in which one.', {
    extra: { codes: tenants.map(({ code }) => code), tenants },
  });

const signInFailedProblem = (): Problem => problem(401, 'accounts.sign_in_failed', 'Login or password is not right.');

const countGuess = ({ database }: Kernel, actor: Actor, counted: readonly LimitKey[]): Promise<unknown> =>
  tenantTx(database.app, { tenantId: PROVIDER_TENANT_ID, proof: null, actor }, (tx) => tx.run(signInFailed(counted)));

/** Counts it and writes it down, in the account's tenant or, for a login that is nowhere, in the provider's. */
const recordFailure = async (
  { database }: Kernel,
  actor: Actor,
  candidate: Candidate | undefined,
  counted: readonly LimitKey[],
): Promise<void> => {
  const account = candidate?.account;
  const place = account === undefined ? undefined : candidate?.place;
  const who = { ...actor, id: account?.id ?? null, login: account?.login ?? null, tenantCode: place?.code ?? null };
  const context = { tenantId: place?.tenant_id ?? PROVIDER_TENANT_ID, proof: null, actor: who };
  await tenantTx(database.app, context, async (tx) => {
    await tx.run(signInFailed(counted));
    const subject = account === undefined ? null : { type: 'user', id: account.id };
    tx.record({ action: 'session.create', subject, outcome: 'refused', gate: 'principal', reason: 'sign_in_failed' });
  });
};
