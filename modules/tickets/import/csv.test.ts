import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRow, CsvUnreadable, csvRows } from './csv.ts';

/** Reads a text in pieces of so many bytes; what was read before it could not be read on, and where that was. */
const read = async (text: string | Buffer, piece = 7): Promise<{ rows: CsvRow[]; brokenAt: number | null }> => {
  const bytes = Buffer.from(text);
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
  const rows: CsvRow[] = [];
  try {
    for await (const row of csvRows(pieces())) rows.push(row);
  } catch (error) {
    if (!(error instanceof CsvUnreadable)) throw error;
    return { rows, brokenAt: error.line };
  }
  return { rows, brokenAt: null };
};
const texts = ({ rows }: { rows: CsvRow[] }) => rows.map(({ cells }) => cells.map(String));
const lines = ({ rows }: { rows: CsvRow[] }) => rows.map(({ line, fault }) => (fault === null ? line : -line));

describe('the rows of a CSV file', () => {
  it('are cells behind commas, with quotes, doubled quotes and line ends in them', async () => {
    const all = await read('a,b\n"x, ""y""\r\nz",\n\n"",2\nlast,one');
    expect(texts(all)).toEqual([
      ['a', 'b'],
      ['x, "y"\r\nz', ''],
      ['', '2'],
      ['last', 'one'],
    ]);
    expect(lines(all)).toEqual([1, 2, 5, 6]);
  });

  it('end in LF, CRLF or CR, behind a byte order mark or none', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const mark of ['', '\ufeff']) {
        const all = await read(`${mark}"ㄱ",b${end}${end}1,2${end}`, 1);
        expect(texts(all)).toEqual([
          ['ㄱ', 'b'],
          ['1', '2'],
        ]);
        expect(lines(all)).toEqual([1, 3]);
      }
    }
    expect(texts(await read('a\nb\rc\n'))).toEqual([['a'], ['b\rc']]);
    expect(texts(await read('Ａ'))).toEqual([['Ａ']]);
    expect(texts(await read(''))).toEqual([]);
  });

  it('are told apart behind a stray quote, and the row with it is the only fault', async () => {
    const all = await read('a,b\nx"y,1\n"x"y,2\nfine,3\n"one\ntwo"three,4\nfine,5\n');
    expect(lines(all)).toEqual([1, -2, -3, 4, -5, 7]);
    expect(all.rows[4]?.fault).toContain('line 6');
  });

  it('end where a quote is never closed, at the line where it was opened', async () => {
    const toTheEnd = await read('a,b\n1,2\n3,"4\n5,6\n7,8\n');
    expect([lines(toTheEnd), toTheEnd.brokenAt]).toEqual([[1, 2], 3]);
    const tooFar = await read(`a,b\n1,2\n"3\n",\n"4\n${'x\n'.repeat(600_000)}`, 65_536);
    expect([lines(tooFar), tooFar.brokenAt]).toEqual([[1, 2, 3], 5]);
  });

  it('may not be longer than a mebibyte, and the next one is fine', async () => {
    expect(lines(await read(`a\n${'x'.repeat(2 ** 20 + 1)}\ny\n`, 65_536))).toEqual([1, -2, 3]);
  });

  it('are what was written, wherever the pieces are cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '한'), maxLength: 5 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 8 });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, piece) => {
          const text = `head${end}${rows.map((cells) => cells.map(quoted).join(',') + end).join('')}`;
          const all = await read(text, piece);
          expect(texts(all).slice(1)).toEqual(rows);
          const begins = rows.map((_, at) => 2 + rows.slice(0, at).join('|').split('\n').length - 1 + at);
          expect(lines(all).slice(1)).toEqual(begins);
        },
      ),
    );
  });
});
