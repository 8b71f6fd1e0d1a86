import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modules } from '#app/modules.ts';
import { gatherTitles } from '#platform/i18n/titles.ts';

/** Every place in the server's code where a problem gets its code. */
const codesInUse = (): Map<string, string> => {
  const found = new Map<string, string>();
  const patterns = [
    /(?:\bproblem|\bnew Problem)\(\s*\d{3},\s*'([a-z_]+\.[a-z_]+)'/g,
    /\bfieldProblem\([^,]+,\s*'([a-z_]+\.[a-z_]+)'/g,
    /\bstatus: \d{3}, code: '([a-z_]+\.[a-z_]+)'/g,
  ];
  const files = globSync('{platform,modules}/**/*.ts', {
    exclude: (path) => /\.test\.ts$|(^|\/)(testing|web)(\/|$)/.test(String(path)),
  });
  for (const file of files) {
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '');
    for (const pattern of patterns) for (const match of code.matchAll(pattern)) found.set(match[1] ?? '', file);
  }
  return found;
};

test('every problem that the server can answer has a title in Korean and English', () => {
  const titleOf = gatherTitles(modules);
  const codes = codesInUse();
  expect(codes.size).toBeGreaterThan(40);
  const nameless = [...codes].filter(([code]) => titleOf(code, 0, 'en') === 'Problem');
  expect(nameless).toEqual([]);
});

test('Korean titles are Korean', () => {
  for (const module of modules) {
    for (const [code, { ko }] of Object.entries(module.titles ?? {})) expect(ko, code).toMatch(/[가-힣]/);
  }
});
