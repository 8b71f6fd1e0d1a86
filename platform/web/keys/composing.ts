/** What a key says while an input method has it. */
const taken = 229;

/** Whether a key belongs to the syllable that is being put together: its Enter sends nothing, its Escape closes nothing. */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  // Safari ends the syllable before it tells of the key, and says so by the old code only.
  event.isComposing || event.keyCode === taken;
