declare global {
  var madangEarly: Map<string, Promise<Early | null>> | undefined;
}

/** An answer, and when it came by this computer's clock. */
export type Early = { readonly response: Response; readonly at: number };

/** What was asked for before the app was there is fresh enough for its first page, not for a later one. */
const freshMs = 10_000;

/**
 * What preload.ts asked the API for before the app was there, by its address below /api. Good for once, a refusal, too:
 * each is on record, and nobody is to be refused twice for one look. Null: nothing was asked, or no answer came.
 */
export const earlyAnswer = async (address: string): Promise<Early | null> => {
  const early = globalThis.madangEarly?.get(address);
  globalThis.madangEarly?.delete(address);
  return (performance.now() < freshMs ? await early : null) ?? null;
};
