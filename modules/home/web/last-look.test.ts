import { expect, test } from 'vitest';
import { lookAgain } from './last-look.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 27, 9);

test('whoever looks for the first time is shown one day', () => {
  expect(lookAgain(null, now)).toEqual({ since: now - 24 * 60 * minute, seen: now, first: true });
});

test('a reload within half an hour is the same visit: what was new stays new', () => {
  const kept = JSON.stringify({ since: now - 600 * minute, seen: now - 5 * minute });
  expect(lookAgain(kept, now)).toEqual({ since: now - 600 * minute, seen: now, first: false });
});

test('after a pause, new is what came since the page was last seen', () => {
  const kept = JSON.stringify({ since: now - 900 * minute, seen: now - 90 * minute });
  expect(lookAgain(kept, now)).toEqual({ since: now - 90 * minute, seen: now, first: false });
});

test.each(['', '{', '{}', '"x"', JSON.stringify({ since: now, seen: now + minute })])(
  'what cannot be read, or lies ahead, counts as nothing: %s',
  (kept) => {
    expect(lookAgain(kept, now).since).toBe(now - 24 * 60 * minute);
  },
);
