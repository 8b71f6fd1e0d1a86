import { currentLanguage } from './i18n.ts';

/** Names in the order people look them up: the same everywhere, in the language of the screen. */
export const sortByName = <T extends { readonly name: string }>(people: readonly T[]): T[] => {
  const { compare } = new Intl.Collator(currentLanguage(), { numeric: true });
  return people.toSorted((a, b) => compare(a.name, b.name));
};
