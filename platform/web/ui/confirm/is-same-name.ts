/** However it was composed by the keyboard, and with blanks around it that nobody sees. */
export const isSameName = (typed: string, name: string): boolean =>
  typed.normalize('NFC').trim() === name.normalize('NFC').trim();
