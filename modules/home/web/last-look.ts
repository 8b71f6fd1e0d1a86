/** Milliseconds: since when changes are new, and when the page was last seen. */
export type Look = { readonly since: number; readonly seen: number };

const day = 24 * 60 * 60_000;
/** Whoever comes back within this time is still on the same visit: what was new stays new. */
const visit = 30 * 60_000;

/** What is new now, from what was kept last time. Whoever looks for the first time is shown one day. */
export const lookAgain = (kept: string | null, now: number): Look => {
  const before = readLook(kept, now);
  if (before === null) {
    return { since: now - day, seen: now };
  }
  return { since: now - before.seen < visit ? before.since : before.seen, seen: now };
};

/** Null where nothing sensible was kept, or a moment that is still to come. */
const readLook = (kept: string | null, now: number): Look | null => {
  try {
    const { since, seen } = JSON.parse(kept ?? 'null') as Look;
    return Number.isFinite(since) && Number.isFinite(seen) && since <= now && seen <= now ? { since, seen } : null;
  } catch {
    return null;
  }
};
