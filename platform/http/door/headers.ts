import type { Config } from '#platform/config.ts';

export type Headers = Readonly<Record<string, string>>;

/** Headers of every answer of the API; a page overrides some of them. Made once. */
export const apiHeaders = (config: Config, build: string | null): Headers => ({
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  // So that a page which is older than the server learns it from whatever it asks next.
  ...(build === null ? {} : { 'madang-build': build }),
  ...(isHttps(config) ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
});

/** Further headers of an HTML page. Scripts only from files of the house; styles also with the nonce of this answer. */
export const pageHeaders = (nonce: string): Headers => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()',
  'x-frame-options': 'DENY',
});

const isHttps = (config: Config): boolean => config.publicUrl?.startsWith('https://') ?? false;
