import { describe, expect, it } from 'vitest';
import {
  arrangeColumns,
  moveColumn,
  orderColumns,
  readColumnState,
  resizeColumn,
  toggleColumn,
  untouched,
} from './column-state.ts';

const columns = [
  { id: 'number', width: '120px' },
  { id: 'title', width: 'minmax(140px, 1fr)', main: true as const },
  { id: 'status', width: '160px' },
  { id: 'updated', width: '90px' },
];
const ids = (found: readonly { readonly id: string }[]): string => found.map(({ id }) => id).join(' ');

describe('the columns of a list', () => {
  it('are as the module made them until somebody chooses', () => {
    expect(arrangeColumns(columns, untouched)).toEqual(columns);
  });

  it('go where another one stands, to the left and to the right', () => {
    const first = moveColumn(columns, untouched, 'updated', 'number');
    expect(ids(orderColumns(columns, first))).toBe('updated number title status');
    expect(ids(orderColumns(columns, moveColumn(columns, first, 'updated', 'title')))).toBe(
      'number title updated status',
    );
    expect(moveColumn(columns, untouched, 'status', 'status')).toBe(untouched);
    expect(moveColumn(columns, untouched, 'gone', 'status')).toBe(untouched);
  });

  it('are left out, but for the one that is the link', () => {
    const without = toggleColumn(toggleColumn(untouched, 'status'), 'title');
    expect(ids(arrangeColumns(columns, without))).toBe('number title updated');
    expect(ids(arrangeColumns(columns, toggleColumn(without, 'status')))).toBe('number title status updated');
  });

  it('get a width within reason, and one of them always takes what is left', () => {
    const wide = resizeColumn(resizeColumn(untouched, 'number', 9999), 'title', 50);
    const [number, title] = arrangeColumns(columns, wide);
    expect(number?.width).toBe('640px');
    expect(title?.width).toBe('minmax(140px, 1fr)');
    expect(resizeColumn(wide, 'number', undefined).widths).toEqual({ title: 50 });
    expect(resizeColumn(untouched, 'number', 3).widths).toEqual({ number: 44 });
  });

  it('that are new stand where they belong in an older choice', () => {
    const older = moveColumn(columns.slice(0, 3), untouched, 'status', 'number');
    expect(ids(orderColumns(columns, older))).toBe('status updated number title');
  });

  it('are read from what a browser kept, whatever that is', () => {
    const kept = { order: ['status', 'number'], hidden: ['updated'], widths: { number: 200 } };
    expect(readColumnState(JSON.stringify(kept))).toEqual(kept);
    for (const broken of [null, '', '{', '[]', '7', 'null', '{"order":7,"hidden":{},"widths":{"a":"b"}}']) {
      expect(readColumnState(broken)).toEqual(untouched);
    }
  });
});
