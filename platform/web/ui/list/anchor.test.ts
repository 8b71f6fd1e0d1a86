import { describe, expect, it } from 'vitest';
import { anchorAt, topFor } from './anchor.ts';

describe('the anchor of a list', () => {
  it('holds a row in its place when others arrive above', () => {
    const anchor = anchorAt([9, 8, 7, 6], 80, 36);
    expect(anchor).toEqual({ id: 7, offset: 8 });
    expect(topFor([11, 10, 9, 8, 7, 6], anchor ?? { id: 0, offset: 0 }, 36)).toBe(152);
  });

  it('lets go of a row that is gone', () => {
    expect(anchorAt([], 0, 36)).toBeNull();
    expect(topFor([9, 8], { id: 7, offset: 8 }, 36)).toBeNull();
  });
});
