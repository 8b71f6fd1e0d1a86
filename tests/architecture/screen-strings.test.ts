import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findStrings } from './screen-strings.ts';

type Locale = Readonly<Record<string, string>>;
const read = (file: string): Locale => JSON.parse(readFileSync(file, 'utf8')) as Locale;
const screens = globSync(['platform/web/**/*.{ts,tsx}', 'modules/*/web/**/*.{ts,tsx}', 'app/*web*']).filter(
  (file) => !/\.test\.tsx?$/.test(file),
);
const found = screens.map(findStrings);
const used = found.flatMap(({ sentences }) => sentences);
const korean: Locale = Object.assign(
  {},
  ...globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko*.json']).map(read),
);
const english = read('platform/web/locale/en.json');
const plain = (key: string): string => key.replace(/_(?:one|other)$/, '');
const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted();

describe('the words on the screen', () => {
  it('are found by this test at all', () => {
    expect(used.length).toBeGreaterThan(100);
  });

  it('all have their Korean', () => {
    const missing = used.filter(({ text }) => korean[text] === undefined);
    expect(missing.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  });

  it('are all used: no Korean without its sentence', () => {
    const texts = new Set(used.map(({ text }) => text));
    expect(Object.keys(korean).filter((key) => !texts.has(key))).toEqual([]);
    expect(Object.keys(english).filter((key) => !texts.has(plain(key)))).toEqual([]);
  });

  it('all go through the translation', () => {
    const bare = found.flatMap((file) => file.bare);
    expect(bare.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  });

  it('say in Korean what they are given, and no more', () => {
    const different = Object.entries(korean).filter(
      ([key, value]) => `${placeholders(key)}` !== `${placeholders(value)}`,
    );
    expect(different).toEqual([]);
  });

  it('count in English with a singular and a plural', () => {
    const counted = [...new Set(used.map(({ text }) => text))].filter((text) => text.includes('{{count}}'));
    expect(counted.filter((text) => !(`${text}_one` in english && `${text}_other` in english))).toEqual([]);
  });

  it('are Korean as it is spoken: no 을(를), no 하여주시기 바랍니다, statements in 합니다', () => {
    const stiff = /[을이은와로]\((?:를|가|는|과)\)|\(으\)로|하여\s?주시기|바랍니다|해요[.?]?$/;
    expect(Object.values(korean).filter((sentence) => stiff.test(sentence))).toEqual([]);
  });
});
