import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeholders, readGlossary, type Said, sayingWhatIsNeverSaid } from './glossary.ts';

type Locale = Readonly<Record<string, string>>;
type Titles = Readonly<Record<string, { readonly en: string; readonly ko: string }>>;
const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const glossary = readGlossary(readFileSync('docs/glossary.md', 'utf8'));
const screens = globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko*.json']).toSorted();
const english = read<Locale>('platform/web/locale/en.json');

const ofScreens: readonly Said[] = screens.flatMap((where) =>
  Object.entries(read<Locale>(where)).flatMap(([en, ko]): Said[] => [
    { where, language: 'en', text: en },
    { where, language: 'ko', text: ko },
  ]),
);
const ofTitles: readonly Said[] = globSync(['platform/i18n/titles.json', 'modules/*/locale/titles.json']).flatMap(
  (where) => Object.values(read<Titles>(where)).map(({ ko }): Said => ({ where, language: 'ko', text: ko })),
);
const ofPlurals = Object.values(english).map(
  (text): Said => ({ where: 'platform/web/locale/en.json', language: 'en', text }),
);

describe('the glossary', () => {
  it('is found, with words and forms in both languages', () => {
    expect(glossary.ko.length).toBeGreaterThan(30);
    expect(glossary.en.length).toBeGreaterThan(5);
    expect(ofScreens.length + ofTitles.length).toBeGreaterThan(500);
  });

  it('is kept to by every text that people read', () => {
    expect(sayingWhatIsNeverSaid(glossary, [...ofScreens, ...ofTitles, ...ofPlurals])).toEqual([]);
  });

  it.each([
    ['ko', '티켓을 찾을 수 없습니다'],
    ['ko', '확인하여 주시기 바랍니다.'],
    ['ko', '내용을(를) 입력하세요'],
    ['ko', '확인 요망'],
    ['ko', '{{name}}을(를) 바꿨습니다'],
    ['ko', '저장에 실패했습니다'],
    ['ko', '저장하였습니다'],
    ['ko', '저장했어요.'],
    ['ko', '당신의 역할'],
    ['en', 'This ticket is gone'],
    ['en', 'Please log in'],
  ] as const)('finds %s "%s"', (language, text) => {
    expect(sayingWhatIsNeverSaid(glossary, [{ where: 'planted', language, text }])).not.toEqual([]);
  });

  it('lets be what only looks alike: a notebook is no note, the name of a value is no word', () => {
    const harmless: Said[] = [
      { where: 'planted', language: 'ko', text: '노트북을 스크롤하세요' },
      { where: 'planted', language: 'ko', text: '{{name, josa(particle: 을/를)}} 바꿨습니다' },
      { where: 'planted', language: 'en', text: 'Back to {{tenant}}' },
    ];
    expect(sayingWhatIsNeverSaid(glossary, harmless)).toEqual([]);
  });
});

describe('texts in two languages', () => {
  it('say the same English in the same Korean, wherever it stands', () => {
    const all = Map.groupBy(
      screens.flatMap((file) => Object.entries(read<Locale>(file))),
      ([key]) => key,
    );
    const torn = [...all].filter(([, uses]) => new Set(uses.map(([, ko]) => ko)).size > 1);
    expect(torn.map(([key, uses]) => `${key}: ${uses.map(([, ko]) => ko).join(' | ')}`)).toEqual([]);
  });

  it('are given the same values in singular, plural and Korean', () => {
    const different = Object.entries(english).filter(
      ([key, text]) => !placeholders(text).every((name) => placeholders(key).includes(name)),
    );
    expect(different).toEqual([]);
    expect(placeholders('{{b}} and {{ a, josa(particle: 을/를)}}')).toEqual(['a', 'b']);
  });
});
