import { hash, randomBytes } from 'node:crypto';

export const SESSION_COOKIE = 'madang_session';

/**
 * What a request presents. The tenant in it says where to look and proves nothing. `key` is safe to keep in memory as
 * the name of a cache entry: it is a hash.
 */
export type Credential =
  | { readonly kind: 'session'; readonly key: string; readonly tenantId: number; readonly secretHash: Buffer }
  | { readonly kind: 'token'; readonly key: string; readonly jwt: string }
  | {
      readonly kind: 'api_key';
      readonly key: string;
      readonly tenantId: number;
      readonly actingId: number;
      readonly secretHash: Buffer;
    };

/** Nothing presented, something that cannot be a credential, or a credential still to be proven. */
export type Presented = Credential | 'none' | 'malformed';

const TENANT = '([1-9]\\d{0,9})';
const SECRET = '([A-Za-z0-9_-]{43})';
const SESSION = new RegExp(`^${TENANT}\\.${SECRET}$`);
const API_KEY = new RegExp(`^mdk_${TENANT}_([1-9]\\d{0,15})_${SECRET}$`);
const JWT = /^[A-Za-z0-9_-]{1,4000}\.[A-Za-z0-9_-]{1,4000}\.[A-Za-z0-9_-]{1,4000}$/;
const MAX_TENANT_ID = 2_147_483_647;

/** Reads the credential of a request's headers. An Authorization header wins over the cookie, even a malformed one. */
export const parseCredential = (headers: {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}): Presented => {
  if (headers.authorization !== undefined) return parseBearer(headers.authorization);
  if (headers.cookie === undefined) return 'none';
  const value = readCookie(headers.cookie, SESSION_COOKIE);
  return value === undefined ? 'none' : parseSession(value);
};

const parseBearer = (header: string): Presented => {
  const token = /^Bearer ([^\s]{1,12000})$/i.exec(header)?.[1];
  if (token === undefined) return 'malformed';
  const apiKey = API_KEY.exec(token);
  if (apiKey !== null) return apiKeyOf(token, apiKey);
  if (!JWT.test(token)) return 'malformed';
  return { kind: 'token', key: `t:${hashSecret(token).toString('base64')}`, jwt: token };
};

const apiKeyOf = (token: string, [, tenant, acting, secret]: RegExpExecArray): Presented => {
  const tenantId = Number(tenant);
  if (tenantId > MAX_TENANT_ID || secret === undefined) return 'malformed';
  const key = `k:${hashSecret(token).toString('base64')}`;
  return { kind: 'api_key', key, tenantId, actingId: Number(acting), secretHash: hashSecret(secret) };
};

/** The credential in a session cookie's value. */
const parseSession = (value: string): Presented => {
  const [, tenant, secret] = SESSION.exec(value) ?? [];
  const tenantId = Number(tenant);
  if (secret === undefined || !(tenantId <= MAX_TENANT_ID)) return 'malformed';
  const secretHash = hashSecret(secret);
  return { kind: 'session', key: `s:${tenantId}:${secretHash.toString('base64')}`, tenantId, secretHash };
};

/** The first cookie of that name in a Cookie header. */
export const readCookie = (header: string, name: string): string | undefined => {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
};

/** A new secret: 256 random bits as 43 characters. It is shown once; only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 of a secret. Enough without salt and stretching, because secrets here are random 256 bits. */
export const hashSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer');

export const sessionCookieValue = (tenantId: number, secret: string): string => `${tenantId}.${secret}`;
export const apiKeyText = (tenantId: number, actingId: number, secret: string): string =>
  `mdk_${tenantId}_${actingId}_${secret}`;
