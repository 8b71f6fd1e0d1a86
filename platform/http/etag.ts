import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { problem } from './problem.ts';

/**
 * `"<version>.<digest of the body>"`. If-Match compares the version, If-None-Match the whole: an answer may change without
 * a new version, when a comment arrives or the reader's abilities change.
 */
export const etagOf = (version: number, body: string): string =>
  `"${version}.${hash('sha256', body, 'base64url').slice(0, 16)}"`;

/** Whether the client has this very answer. */
export const isFresh = (headers: IncomingHttpHeaders, etag: string): boolean =>
  headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;

/** Throws 428 when If-Match is needed and missing, 412 when it names another version. Call it after the gates. */
export const checkIfMatch = (
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  version: number,
): void => {
  const header = request.headers['if-match'];
  if (header === undefined) {
    if (request.method !== 'PATCH') return;
    throw problem(428, 'http.if_match_required', 'Say in If-Match which version you change: the ETag you have read.');
  }
  if (header.trim() === '*' || header.split(',').some((one) => versionIn(one) === String(version))) return;
  throw problem(412, 'http.if_match_stale', 'It has been changed meanwhile. Read it again.', {
    extra: { currentVersion: version },
  });
};

const versionIn = (tag: string): string | undefined => /^(?:W\/)?"(\d{1,16})(?:\.[\w-]+)?"$/.exec(tag.trim())?.[1];
