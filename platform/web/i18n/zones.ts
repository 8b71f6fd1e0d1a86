import type { Language } from './i18n.ts';

/** A time zone: `Asia/Seoul`, `한국 표준시` (empty where the browser has no name), and `GMT+9`, which is so at this moment. */
export type Zone = { readonly id: string; readonly name: string; readonly offset: string };

type Style = 'longGeneric' | 'shortGeneric' | 'shortOffset';

const partOf = (id: string, language: Language, timeZoneName: Style): string =>
  new Intl.DateTimeFormat(language, { timeZone: id, timeZoneName })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** What has no name is called by its offset. */
const nameless = /^(?:GMT|UTC)[+-]/;

export const zoneInWords = (id: string, language: Language): Zone => {
  const name = partOf(id, language, 'longGeneric');
  return { id, name: nameless.test(name) ? '' : name, offset: partOf(id, language, 'shortOffset') };
};

/** What stands beside the id of a zone: `한국 표준시, GMT+9`. */
export const zoneDetail = (id: string, language: Language): string => {
  const { name, offset } = zoneInWords(id, language);
  return name === '' ? offset : `${name}, ${offset}`;
};

/** What a zone is found by: `america/new york america/new_york 미 동부 시간 뉴욕 시간`. */
const spellings = new Map<string, string>();
const spellingOf = (id: string, language: Language): string => {
  const key = `${language} ${id}`;
  const known = spellings.get(key);
  if (known !== undefined) {
    return known;
  }
  const names = [partOf(id, language, 'longGeneric'), partOf(id, language, 'shortGeneric')];
  const made = [id.replaceAll('_', ' '), id, ...names].join(' ').toLowerCase();
  spellings.set(key, made);
  return made;
};

/** So many names are made before the page may do something else: all four hundred take a slow machine a second. */
const atOnce = 25;

/**
 * At most `limit` zones with these words in their id or name, those of `likeliest` first. Nothing is made of the others
 * when there are no words.
 */
export const findZones = async (
  words: string,
  { likeliest, language, limit }: { likeliest: readonly string[]; language: Language; limit: number },
  signal: AbortSignal,
): Promise<readonly Zone[]> => {
  const wanted = words.trim().toLowerCase();
  const found: Zone[] = [];
  for (const [at, id] of [...new Set([...likeliest, ...Intl.supportedValuesOf('timeZone')])].entries()) {
    if (found.length === limit) {
      break;
    }
    if (wanted === '' || spellingOf(id, language).includes(wanted)) {
      found.push(zoneInWords(id, language));
    }
    if (at % atOnce === atOnce - 1) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    }
  }
  return found;
};
