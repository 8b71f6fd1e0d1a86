import { describe, expect, it } from 'vitest';
import { extendTo, keepKnown, nothingSelected, type Selection, selectRows, toggleRow } from './selection.ts';

const order = [9, 8, 7, 6, 5];
const ids = (selection: Selection): number[] => [...selection.ids].toSorted((a, b) => b - a);

describe('a selection of rows', () => {
  it('takes a row and gives it back', () => {
    const one = toggleRow(nothingSelected, 8);
    expect(ids(one)).toEqual([8]);
    expect(ids(toggleRow(one, 8))).toEqual([]);
    expect(ids(nothingSelected)).toEqual([]);
  });

  it('goes from the last one to another, up and down, and keeps what it had', () => {
    const from = toggleRow(toggleRow(nothingSelected, 5), 8);
    expect(ids(extendTo(from, order, 6))).toEqual([8, 7, 6, 5]);
    expect(ids(extendTo(from, order, 9))).toEqual([9, 8, 5]);
  });

  it('is that one row where there is nothing to begin from', () => {
    expect(ids(extendTo(nothingSelected, order, 7))).toEqual([7]);
    expect(ids(extendTo({ ids: new Set(), last: 99 }, order, 7))).toEqual([7]);
  });

  it('loses what left the list, and is the same where nothing did', () => {
    const all = selectRows(order);
    expect(keepKnown(all, order)).toBe(all);
    expect(ids(keepKnown(all, [9, 7, 1]))).toEqual([9, 7]);
  });
});
