import { LIFETIMES } from '#platform/access/acting.ts';
import { hashSecret, readCookie, SESSION_COOKIE, sessionCookieValue } from '#platform/access/credential.ts';
import type { Config } from '#platform/config.ts';

const DEVICE_COOKIE = 'madang_device';
export const DEVICE_DAYS = 180;

const cookie = (config: Config, name: string, value: string, seconds: number): string => {
  const secure = config.publicUrl?.startsWith('https://') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
};

/** `madang_session` with the tenant acted in, in clear, and the secret. */
export const sessionCookie = (config: Config, tenantId: number, secret: string): string =>
  cookie(config, SESSION_COOKIE, sessionCookieValue(tenantId, secret), LIFETIMES.session.absolute);

export const endedSessionCookie = (config: Config): string => cookie(config, SESSION_COOKIE, '', 0);

/** Marks a browser that somebody has signed in with, so that strangers' failures do not keep them out. */
export const deviceCookie = (config: Config, tenantId: number, secret: string): string =>
  cookie(config, DEVICE_COOKIE, `${tenantId}.${secret}`, DEVICE_DAYS * 86_400);

export type Device = { readonly tenantId: number; readonly secretHash: Buffer };

/** The mark that a request's browser carries, still to be looked up. */
export const deviceOf = (header: string | undefined): Device | null => {
  const value = header === undefined ? undefined : readCookie(header, DEVICE_COOKIE);
  const [, tenant, secret] = /^([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/.exec(value ?? '') ?? [];
  return secret === undefined ? null : { tenantId: Number(tenant), secretHash: hashSecret(secret) };
};
