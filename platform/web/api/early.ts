declare global {
  var madangEarly: Map<string, Promise<Response | null>> | undefined;
}

/** What was asked for before the app was there is fresh enough for its first page, not for a later one. */
const freshMs = 10_000;

/**
 * What preload.js (setup/web-preload.mjs) asked the API for before the app was there, by its address below /api. Good
 * for once; null: nothing, or it went wrong and is to be asked again.
 */
export const earlyAnswer = async (address: string): Promise<Response | null> => {
  const early = globalThis.madangEarly?.get(address);
  globalThis.madangEarly?.delete(address);
  const answer = performance.now() < freshMs ? await early : null;
  return answer?.ok === true ? answer : null;
};
