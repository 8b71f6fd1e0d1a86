import { one } from '#platform/web/router/search.ts';

/** The question that an address asks: who, what, and about which thing. */
export type WhySearch = { readonly user?: string; readonly action?: string; readonly subject?: string };

export const readWhySearch = (search: Readonly<Record<string, unknown>>): WhySearch => {
  const user = one(search.user)?.slice(0, 200);
  const action = one(search.action)?.match(/^[a-z_]+\.[a-z_]+$/)?.[0];
  const subject = one(search.subject)?.match(/^[a-z_]{1,50}:[1-9]\d{0,14}$/)?.[0];
  return { ...(user && { user }), ...(action && { action }), ...(subject && { subject }) };
};
