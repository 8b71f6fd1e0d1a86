import i18next from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';
import english from '../locale/en.json';
import { readPreference, writePreference } from '../ui/preferences.ts';
import { withJosa } from './josa.ts';

export type Language = 'ko' | 'en';
export const languages: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'ko', name: '한국어' },
  { code: 'en', name: 'English' },
];

declare const mark: unique symbol;
/** An English sentence that has its Korean in a locale file; made by `text`, shown by `t`. */
export type Text = string & { readonly [mark]: true };
type Values = Readonly<Record<string, string | number>>;
type Literal<S extends string> = string extends S ? never : S;
/** Translates. Takes only literals and Texts, so that no string can slip by the test that looks for untranslated ones. */
export type Translate = <S extends string>(english: Literal<S>, values?: Values) => string;
export type Locale = Readonly<Record<string, string>>;
/** Korean in two parts: what the first page may show, and what pages that are opened later say (`lazyPage`). */
export type Korean = { readonly first: () => Promise<Locale>; readonly pages: () => Promise<Locale> };

/** Marks a sentence that is translated later, where it is shown. */
export const text = <S extends string>(english: Literal<S>): Text => english as unknown as Text;

/** The words for a code; `otherwise`, by default the code itself, where there are none yet. */
export const wordsFor = (
  t: Translate,
  texts: Readonly<Record<string, Text>>,
  code: string,
  otherwise: string = code,
): string => {
  const known = texts[code];
  return known === undefined ? otherwise : t(known);
};

/** Starts with the language this browser last used; Korean unless the browser speaks English. */
export const startI18n = async (words: Korean): Promise<void> => {
  await i18next.init({
    lng: 'en',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: english } },
  });
  i18next.services.formatter?.add('josa', (value: unknown, _language, options: { particle?: string }) =>
    withJosa(String(value), options.particle ?? '을/를'),
  );
  korean = words;
  const language = rememberedLanguage() ?? browserLanguage();
  if (language === 'ko') {
    learn(await korean.first());
  }
  await speak(language);
};

/** Changes the language of everything on the screen; the choice stays in this browser. */
export const chooseLanguage = async (language: Language): Promise<void> => {
  writePreference('language', language);
  await showLanguage(language);
};

/** What was chosen in this browser, else what the account says. */
export const followAccount = async (language: Language): Promise<void> => {
  if (rememberedLanguage() === null && language !== currentLanguage()) {
    await showLanguage(language);
  }
};

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'ko');

/** For what is said outside of a drawing; inside one, useT. */
export const t: Translate = (sentence, values) => translate(currentLanguage(), sentence as string, values);

/** Sentences without values as they were said last: a list says the same few for each of its rows. */
const said = new Map<string, string>();

const translate = (language: Language, sentence: string, values?: Values): string => {
  if (values !== undefined) {
    return i18next.t(sentence, { lng: language, ...values });
  }
  const key = `${language} ${sentence}`;
  const known = said.get(key) ?? i18next.t(sentence, { lng: language });
  said.set(key, known);
  return known;
};

/** The translate function; whoever uses it is drawn again when the language changes. */
export const useT = (): Translate => {
  const language = useLanguage();
  return useCallback<Translate>((sentence, values) => translate(language, sentence as string, values), [language]);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);

/** The words of the pages that are opened later, before one of them is shown. */
export const wordsOfPages = async (): Promise<void> => {
  if (currentLanguage() === 'ko' && !knowsPages) {
    learn(await korean.pages());
    knowsPages = true;
  }
};

const none = async (): Promise<Locale> => ({});
let korean: Korean = { first: none, pages: none };
let knowsPages = false;

const learn = (words: Locale): void => {
  i18next.addResourceBundle('ko', 'translation', words, false, true, { skipCopy: true });
  said.clear();
};

/** All of its words at once: any page may stand open. */
const showLanguage = async (language: Language): Promise<void> => {
  if (language === 'ko' && !knowsPages) {
    const [first, pages] = await Promise.all([korean.first(), korean.pages()]);
    learn({ ...first, ...pages });
    knowsPages = true;
  }
  await speak(language);
};

const speak = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};

const rememberedLanguage = (): Language | null => {
  const found = readPreference('language');
  return found === 'ko' || found === 'en' ? found : null;
};

const browserLanguage = (): Language => (/^en\b/.test(navigator.language) ? 'en' : 'ko');

const subscribe = (changed: () => void): (() => void) => {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
};
