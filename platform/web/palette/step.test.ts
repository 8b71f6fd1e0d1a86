import { expect, it } from 'vitest';
import { stepTo } from './step.ts';

it('arrows go round and pages stop at the ends, also from where no line is meant yet', () => {
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'].map((key) => stepTo(key, 9, 10))).toEqual([0, 8, 9, 1]);
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'].map((key) => stepTo(key, -1, 10))).toEqual([0, 9, 7, 0]);
  expect(stepTo('Home', 3, 10)).toBeNull();
});
