/**
 * Runs `lead` in one tab at a time of all that ask under this name. Web Locks exist only on https and localhost;
 * elsewhere every tab leads itself while it is looked at.
 */
export const leadOneOf = async (name: string, signal: AbortSignal, lead: () => Promise<void>): Promise<void> => {
  if (!('locks' in navigator)) {
    return lead();
  }
  try {
    await navigator.locks.request(name, { signal }, lead);
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
};
