import { type Text, type Translate, text, wordsFor } from '../i18n/i18n.ts';

/** The four gates in words, in their order. */
export const gateText: Readonly<Record<string, Text>> = {
  principal: text('Person'),
  tenant: text('Organization'),
  permission: text('Permission'),
  row: text('Ownership'),
};

/** The words for a gate; its code where there are none. */
export const gateWords = (t: Translate, gate: string): string => wordsFor(t, gateText, gate);
