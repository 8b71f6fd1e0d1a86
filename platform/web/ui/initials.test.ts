import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it.each([
  ['김하나', '하나'],
  ['남궁민수', '민수'],
  ['허준', '허준'],
  ['Anna Schmidt', 'A'],
  ['éric', 'É'],
  ['😀 smile', '😀'],
  ['', '?'],
  ['  ', '?'],
])('%s is known as %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
