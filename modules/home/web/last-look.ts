/** Milliseconds: since when changes are new, and when the page was last seen. `first`: it was never seen before. */
export type Look = { readonly since: number; readonly seen: number; readonly first: boolean };

const day = 24 * 60 * 60_000;
/** Whoever comes back within this time is still on the same visit: what was new stays new. */
const visit = 30 * 60_000;

/** What is new now, from what was kept last time. Whoever looks for the first time is shown one day. */
export const lookAgain = (kept: string | null, now: number): Look => {
  const before = readLook(kept, now);
  if (before === null) {
    return { since: now - day, seen: now, first: true };
  }
  return now - before.seen < visit ? { ...before, seen: now } : { since: before.seen, seen: now, first: false };
};

/** Null where nothing sensible was kept, or a moment that is still to come. */
const readLook = (kept: string | null, now: number): Look | null => {
  try {
    const { since, seen, first } = JSON.parse(kept ?? 'null') as Look;
    const sensible = Number.isFinite(since) && Number.isFinite(seen) && since <= now && seen <= now;
    return sensible ? { since, seen, first: first === true } : null;
  } catch {
    return null;
  }
};
