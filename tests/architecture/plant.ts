import type { Tree } from './small-house.ts';

/** A violation: the files it takes, and how the check's output must name it. */
export type Plant = { readonly what: string; readonly files: Tree; readonly named: RegExp };

export const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('');
export const escaped = (path: string): string => path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
// In one word they would trip the checks that look at this very file.
export const word = (...parts: string[]): string => parts.join('');
