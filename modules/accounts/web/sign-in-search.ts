import { one } from '#platform/web/router/search.ts';

/** Where to go after signing in, and whether one was signed in until a moment ago. */
export type SignInSearch = { readonly next?: string; readonly ended?: string };

/** Only addresses of this house: `//elsewhere` and `https://elsewhere` are none. */
export const readSignInSearch = (search: Readonly<Record<string, unknown>>): SignInSearch => {
  const next = one(search.next);
  const ended = one(search.ended);
  return {
    ...(next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {}),
    ...(ended === undefined ? {} : { ended }),
  };
};
