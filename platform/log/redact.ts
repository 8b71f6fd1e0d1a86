const HIDDEN = '[redacted]';

/** Keys whose text never reaches a log line, at any depth and also inside quoted JSON. */
const secretKeys = [
  'pass(?:word|wd|phrase)?',
  '(?:current|next|new|old)_?(?:password)?',
  'totp',
  '[a-z_-]*token',
  '[a-z_-]*secret',
  '(?:api|private|master|access|x-api|idempotency)[_-]?key',
  '(?:proxy-)?authorization',
  '(?:set-)?cookie',
  'credentials?',
  'connection_?string',
  'database_?url',
].join('|');

type Rule = readonly [pattern: RegExp, replacement: string];

/** What a secret looks like wherever it stands. */
const secretShapes: readonly Rule[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gs, HIDDEN],
  [/(\bmadang_[a-z_]*session=)[^;\s"\\,]+/gi, `$1${HIDDEN}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}/g, HIDDEN],
  [/\bmdk_[A-Za-z0-9_-]+/g, `mdk_${HIDDEN}`],
  [/\$argon2(?:id|i|d)\$[^\s"\\]+/g, HIDDEN],
  [/(:\/\/[^:/\s"@]*:)[^@/\s"]+@/g, `$1${HIDDEN}@`],
  // 256 random bits as base64url or base64. Lower-case hexadecimal (digests, signatures of checkpoints) is let through.
  [/(?<![A-Za-z0-9_-])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])[A-Za-z0-9_-]{43,}(?![A-Za-z0-9_-])/g, HIDDEN],
  [/(?<![A-Za-z0-9+/])(?=[a-z0-9+/]*[A-Z])(?=[A-Z0-9+/]*[a-z])[A-Za-z0-9+/]{43}=/g, HIDDEN],
];

/** What only a log hides: values of telling keys, in JSON and in JSON within a text, and queries and fragments of URLs. */
const logShapes: readonly Rule[] = [
  [new RegExp(`("(?:${secretKeys})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${HIDDEN}"`],
  [new RegExp(`(\\\\"(?:${secretKeys})\\\\"\\s*:\\s*)\\\\"(?:(?!\\\\").)*\\\\"`, 'gi'), `$1\\"${HIDDEN}\\"`],
  [/(\b(?:password|passwd|secret|token|totp)\s*=\s*)[^\s&"\\,;]+/gi, `$1${HIDDEN}`],
  [/((?:https?:\/\/[^\s"?#\\]+|\/[A-Za-z0-9._~%/:@!$*+,;=-]*))[?#][^\s"\\]+/g, '$1'],
];

const apply = (rules: readonly Rule[], text: string): string =>
  rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);

/** Hides tokens, cookies, keys, hashes and passwords of URLs in a text of any kind; the rest stays as it is. */
export const hideSecretShapes = (text: string): string => apply(secretShapes, text);

/** A finished log line without secrets. It stays valid JSON. */
export const redactLine = (line: string): string => apply(secretShapes, apply(logShapes, line));

/** A request's path as a log may hold it: no query, no fragment, and no segment that could be a one-time token. */
export const loggablePath = (url: string): string =>
  (url.split(/[?#]/, 1)[0] ?? '')
    .split('/')
    .map((segment) => (/^(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9._~%-]{20,}$/.test(segment) ? ':hidden' : segment))
    .join('/')
    .slice(0, 200);
