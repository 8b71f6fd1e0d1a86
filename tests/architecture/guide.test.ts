import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGlossary, type Said, sayingWhatIsNeverSaid } from './glossary.ts';
import { labelsOutOfStep, readChapter, unknownLabels } from './guide.ts';

type Locale = Readonly<Record<string, string>>;
const read = (file: string): Locale => JSON.parse(readFileSync(file, 'utf8')) as Locale;

const korean: Locale = Object.assign(
  {},
  ...globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko*.json']).map(read),
);
const onScreen = {
  ko: Object.values(korean),
  en: [...Object.keys(korean), ...Object.values(read('platform/web/locale/en.json'))],
};
const languages = ['ko', 'en'] as const;
const chaptersOf = (language: string): string[] =>
  globSync(`docs/guide/${language}/*.md`)
    .map((file) => basename(file))
    .toSorted();
const chapter = (language: string, name: string) => readChapter(readFileSync(`docs/guide/${language}/${name}`, 'utf8'));
const chapters = chaptersOf('ko');
const all = languages.flatMap((language) => chaptersOf(language).map((name) => [language, name] as const));

describe('the guide', () => {
  it('is found, with labels and pictures', () => {
    expect(chapters.length).toBeGreaterThan(10);
    expect(all.flatMap(([language, name]) => chapter(language, name).labels).length).toBeGreaterThan(200);
  });

  it('has the same chapters in both languages, and its contents lead to each', () => {
    expect(chaptersOf('en')).toEqual(chapters);
    for (const language of languages) {
      const contents = readFileSync(`docs/guide/${language}/README.md`, 'utf8');
      expect(chapters.filter((name) => name !== 'README.md' && !contents.includes(`](${name})`))).toEqual([]);
    }
  });

  it.each(all.filter(([, name]) => name !== 'README.md'))(
    'says in bold what the screen says: %s/%s',
    (language, name) => {
      expect(unknownLabels(chapter(language, name).labels, onScreen[language])).toEqual([]);
    },
  );

  it.each(chapters.filter((name) => name !== 'README.md'))('speaks of the same in both languages: %s', (name) => {
    const [ko, en] = [chapter('ko', name), chapter('en', name)];
    expect(labelsOutOfStep({ ko: ko.labels, en: en.labels }, korean)).toEqual([]);
    expect(ko.pictures.map((picture) => picture.replace('/ko/', '/en/'))).toEqual(en.pictures);
  });

  it.each(all)('shows pictures that are there, each in its own language: %s/%s', (language, name) => {
    const { pictures } = chapter(language, name);
    expect(pictures.filter((picture) => !existsSync(join(`docs/guide/${language}`, picture)))).toEqual([]);
    expect(pictures.filter((picture) => !picture.includes(`/guide/${language}/`))).toEqual([]);
  });

  it('shows every picture that was made for it, none of them heavy', () => {
    const shown = new Set(
      all.flatMap(([language, name]) => chapter(language, name).pictures).map((path) => basename(path)),
    );
    const made = globSync('docs/images/guide/*/*').map((path) => basename(path));
    expect(made.filter((name) => !shown.has(name))).toEqual([]);
    const heavy = globSync('docs/images/guide/*/*').filter((path) => statSync(path).size > 150_000);
    expect(heavy).toEqual([]);
  });

  it('keeps to the words of the glossary, and its bold is seen as bold', () => {
    const glossary = readGlossary(readFileSync('docs/glossary.md', 'utf8'));
    const said = all.flatMap(([language, name]) =>
      chapter(language, name).words.map((text): Said => ({ where: `${language}/${name}`, language, text })),
    );
    expect(sayingWhatIsNeverSaid(glossary, said)).toEqual([]);
    expect(said.filter(({ text }) => text.includes('**'))).toEqual([]);
  });
});

describe('the check of the guide', () => {
  it('finds a label that no screen has, also one with three dots', () => {
    const { labels } = readChapter('Press **Send the\nreply**, **Reject…** or **Submit**.');
    expect(unknownLabels(labels, ['Send the reply', 'Reject'])).toEqual(['Submit']);
  });

  it('sees bold that a reader would see as stars', () => {
    const { labels, words } = readChapter('**반려…**를 고르세요');
    expect(labels).toEqual([]);
    expect(words).toEqual(['**반려…**를 고르세요']);
  });

  it('finds what only one language speaks of, and pictures', () => {
    const ko = readChapter('| **답변** | ![그림](a.png) |\n|---|---|\n| **저장** | |');
    expect(ko.pictures).toEqual(['a.png']);
    const korean = { Reply: '답변', 'Reject…': '반려…', Save: '저장' };
    expect(labelsOutOfStep({ ko: ko.labels, en: ['Reply', 'Reject'] }, korean)).toEqual(['반려', '저장']);
  });
});
