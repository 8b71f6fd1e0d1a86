import { STATUS_CODES } from 'node:http';
import platform from './titles.json' with { type: 'json' };

/** The languages of the house. */
export type Locale = 'ko' | 'en';

/** What a problem is called, by its code (`module.reason`). Modules keep theirs in locale/titles.json. */
export type Titles = Readonly<Record<string, Readonly<Record<Locale, string>>>>;

/** The title of a problem in the caller's language; by its status when the code has none of its own. */
export type TitleOf = (code: string, status: number, locale: Locale) => string;

/** Gathers the titles of the platform and of all modules. Throws when two of them name the same code. */
export const gatherTitles = (modules: readonly { readonly name: string; readonly titles?: Titles }[]): TitleOf => {
  const titles = new Map<string, Readonly<Record<Locale, string>>>(Object.entries(platform));
  for (const module of modules) {
    for (const [code, title] of Object.entries(module.titles ?? {})) {
      if (titles.has(code)) throw new Error(`The title of ${code} is given twice, the second time in ${module.name}.`);
      titles.set(code, title);
    }
  }
  return (code, status, locale) => titles.get(code)?.[locale] ?? byStatus(status, locale);
};

const byStatus = (status: number, locale: Locale): string =>
  locale === 'en'
    ? (STATUS_CODES[status] ?? 'Problem')
    : (korean[status] ?? (status < 500 ? korean[400] : korean[500]) ?? '');

const korean: Readonly<Record<number, string>> = {
  400: '요청이 올바르지 않습니다',
  401: '로그인이 필요합니다',
  403: '허용되지 않습니다',
  404: '여기에는 아무것도 없습니다',
  409: '지금 상태와 맞지 않습니다',
  412: '그 사이에 변경되었습니다',
  413: '너무 큽니다',
  415: '형식이 맞지 않습니다',
  422: '규칙에 맞지 않습니다',
  428: '조건이 필요합니다',
  429: '요청이 너무 많습니다',
  500: '서버에서 문제가 생겼습니다',
  503: '지금은 응답할 수 없습니다',
};
