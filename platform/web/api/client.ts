import { learnBuild } from '../version/version.ts';
import { type Early, earlyAnswer } from './early.ts';
import { type QueryValue, queryString } from './path.ts';
import { ApiProblem, problemFrom } from './problem.ts';
import { learnServerClock, tabTenant, tellProblem } from './tab.ts';

export type Answer<T> = { readonly data: T; readonly etag: string | null };
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Call = {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  readonly ifMatch?: string | null;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Arrives also when the page goes away meanwhile. */
  readonly keepalive?: true;
  /** Nobody asked for it: that the session ended is left to be learned by what somebody does, not in the middle of a word. */
  readonly unasked?: true;
  /** For the one call that means whatever tenant the session acts in: the change to another. */
  readonly anyTenant?: true;
};

const patience = 30_000;

/** One call of the API. Throws ApiProblem for everything that is not a 2xx, also when no server was reached. */
export const call = async <T>(method: Method, path: string, options: Call = {}): Promise<Answer<T>> => {
  const { response, at } = await reach(method, path, options);
  learnServerClock(response.headers.get('Date'), at);
  learnBuild(response.headers.get('Madang-Build'));
  if (!response.ok) {
    const problem = await problemFrom(response);
    if (!options.unasked) {
      tellProblem(problem);
    }
    throw problem;
  }
  const data = response.status === 204 ? null : await response.json().catch(refuseUnreadable);
  return { data: data as T, etag: response.headers.get('ETag') };
};

/** GET, the body alone. */
export const get = async <T>(path: string, options: Call = {}): Promise<T> =>
  (await call<T>('GET', path, options)).data;

/** POST, the body alone. */
export const post = async <T>(path: string, body: unknown, options: Call = {}): Promise<T> =>
  (await call<T>('POST', path, { ...options, body })).data;

/** A key that makes a repeated POST the same POST. Not randomUUID: that is missing on plain http in a local network. */
export const newIdempotencyKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const reach = async (method: Method, path: string, options: Call): Promise<Early> => {
  const address = `${path}${queryString(options.query ?? {})}`;
  const early = method === 'GET' ? await earlyAnswer(address) : null;
  if (early !== null) {
    return early;
  }
  const timeout = AbortSignal.timeout(patience);
  try {
    const response = await fetch(`/api${address}`, {
      method,
      headers: headersOf(options),
      credentials: 'same-origin',
      keepalive: options.keepalive ?? false,
      signal: options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    return { response, at: Date.now() };
  } catch (error) {
    if (options.signal?.aborted === true) {
      throw error;
    }
    throw new ApiProblem({ status: 0, code: timeout.aborted ? 'web.timeout' : 'web.offline' });
  }
};

const headersOf = (options: Call): Record<string, string> => {
  const tenant = tabTenant();
  return {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang,
    ...(tenant === null || options.anyTenant ? {} : { 'Madang-Tenant': tenant }),
    ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(options.ifMatch ? { 'If-Match': options.ifMatch } : {}),
    ...(options.idempotencyKey === undefined ? {} : { 'Idempotency-Key': options.idempotencyKey }),
  };
};

const refuseUnreadable = (): never => {
  throw new ApiProblem({ status: 0, code: 'web.unreadable' });
};
