import { describe, expect, it } from 'vitest';
import type { Page } from './list.ts';
import { mergeFirstPage, patchRows, type VersionedRow } from './list-data.ts';

const row = (id: number, version = 1): VersionedRow => ({ id, version, updatedAt: `v${version}` });
const page = (...items: VersionedRow[]): Page<VersionedRow> => ({ items, nextCursor: null });
const shown = (pages: readonly Page<VersionedRow>[]) =>
  pages.map(({ items }) => items.map(({ id, version }) => `${id}.${version}`));

describe('a list that is being looked at', () => {
  it('takes in what is new on top', () => {
    const pages = [page(row(3), row(2)), page(row(1))];
    expect(shown(mergeFirstPage(pages, page(row(5), row(4), row(3), row(2))))).toEqual([
      ['5.1', '4.1', '3.1', '2.1'],
      ['1.1'],
    ]);
  });

  it('changes rows where they stand, also when they would stand elsewhere now', () => {
    const pages = [page(row(3), row(2)), page(row(1))];
    expect(shown(mergeFirstPage(pages, page(row(1, 2), row(3), row(2))))).toEqual([['3.1', '2.1'], ['1.2']]);
  });

  it('takes in what is new in the middle', () => {
    expect(shown(mergeFirstPage([page(row(9), row(5))], page(row(9), row(7), row(5))))).toEqual([
      ['9.1', '7.1', '5.1'],
    ]);
  });

  it('begins with the fresh page when it was empty', () => {
    expect(shown(mergeFirstPage([], page(row(1))))).toEqual([['1.1']]);
    expect(shown(mergeFirstPage([page()], page(row(1))))).toEqual([['1.1']]);
  });

  it('lets go of what is gone, keeps what nobody can say, and leaves untouched pages alone', () => {
    const pages = [page(row(3), row(2)), page(row(1))];
    const next = patchRows(
      pages,
      new Map<number, VersionedRow | null | undefined>([
        [3, null],
        [1, undefined],
      ]),
    );
    expect(shown(next)).toEqual([['2.1'], ['1.1']]);
    expect(next[1]).toBe(pages[1]);
  });

  it('keeps a row that is newer than an answer that comes late', () => {
    const pages = [page(row(3, 4), row(2))];
    expect(shown(patchRows(pages, new Map([[3, row(3, 3)]])))).toEqual([['3.4', '2.1']]);
    expect(shown(mergeFirstPage(pages, page(row(4), row(3, 3), row(2, 2))))).toEqual([['4.1', '3.4', '2.2']]);
  });

  it('keeps the very object of a row that did not change', () => {
    const before = row(3);
    expect(
      patchRows(
        [page(before, row(2))],
        new Map([
          [3, row(3)],
          [2, row(2, 2)],
        ]),
      )[0]?.items[0],
    ).toBe(before);
  });
});
