import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchQuery, searchWords, tenantWords } from './search-words.ts';

describe('a text is cut', () => {
  test('into words in lower case and pairs of syllables', () => {
    expect(searchWords('Wi-Fi가 끊깁니다 ÉCOLE')).toEqual(['wi', 'fi', '가', '끊깁', '깁니', '니다', '다', 'école']);
  });

  test('the same in every form of the same letters', () => {
    expect(searchWords('프린터'.normalize('NFD'))).toEqual(searchWords('프린터'));
    expect(searchWords('ＶＰＮ')).toEqual(['vpn']);
  });

  test('into words that a tsvector takes, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const word of searchWords(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}\p{M}]{1,64}$/u);
          expect(word.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('in the same way whether it is plain or not', () => {
    // A letter of a script that nobody writes any more makes it not plain.
    const other = (text: string) => searchWords(`${text} 𐎀`).filter((word) => word !== '𐎀');
    for (let code = 0; code < 0x10000; code++) {
      const letter = String.fromCharCode(code);
      expect(searchWords(letter), `U+${code.toString(16)}`).toEqual(other(letter));
    }
    const letters = fc.constantFrom(...'aZ09 \t_-.,·…“”‗ ,가힣ㄱ프린터éＶ東');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 200 }), (text) => {
        expect(searchWords(text)).toEqual(other(text));
      }),
    );
  });

  test('with every word behind its tenant', () => {
    expect(tenantWords(7, 'a b')).toEqual(['7 a', '7 b']);
  });
});

describe('a query', () => {
  test('asks for words by their beginning and for syllables by pairs', () => {
    expect(searchQuery('Print 프린터')).toEqual({
      words: ['print*', '프린', '린터'],
      phrases: ['프린터'],
      number: null,
    });
    expect(searchQuery('터')?.words).toEqual(['터*']);
  });

  test('in quotes or joined by signs must occur as it is', () => {
    expect(searchQuery('"paper  jam" wi-fi, (vpn)')).toEqual({
      words: ['paper*', 'jam*', 'wi*', 'fi*', 'vpn*'],
      phrases: ['paper jam', 'wi-fi'],
      number: null,
    });
  });

  test('without spaces may be how a number begins', () => {
    expect(searchQuery('sr-2026-00')?.number).toBe('SR-2026-00');
    expect(searchQuery('printer jam')?.number).toBeNull();
  });

  test('of signs alone asks for nothing', () => {
    for (const q of ['', '   ', '!!!', '""', '"', '%_\\', "'; drop table"]) {
      expect(searchQuery(q)?.words ?? []).toEqual(q.includes('drop') ? ['drop*', 'table*'] : []);
    }
  });

  test('finds every word and every run of syllables of a text by any of their beginnings', () => {
    const texts = fc.array(fc.constantFrom('printer', '프린터', 'a4용지', '안됨', 'Wi-Fi', '東京', '3층'), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (pieces, which, length) => {
        const lexemes = searchWords(pieces.join(' '));
        const piece = pieces[which % pieces.length] ?? '';
        const query = searchQuery(piece.slice(0, 1 + (length % piece.length)));
        for (const word of query?.words ?? []) {
          const isFound = word.endsWith('*')
            ? lexemes.some((lexeme) => lexeme.startsWith(word.slice(0, -1)))
            : lexemes.includes(word);
          expect(isFound, `${word} in ${lexemes}`).toBe(true);
        }
      }),
    );
  });
});
