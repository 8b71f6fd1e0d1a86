import { describe, expect, it } from 'vitest';
import { measureSizes } from '../../bench/cases/page-size.ts';
import { isWithin, lineOf } from '../../bench/figure.ts';

describe('the web app as it was built', () => {
  it.each(measureSizes())('keeps its budget: $name', (figure) => {
    expect(isWithin(figure), lineOf(figure)).toBe(true);
  });
});
