import { globSync, readFileSync } from 'node:fs';

/** Where in the server's code problems get their codes, and with which status. */
const patterns = [
  /(?:\bproblem|\bnew Problem)\(\s*(?<status>\d{3}),\s*'(?<code>[a-z_]+\.[a-z_]+)'/g,
  /\bfieldProblem\([^,]+,\s*'(?<code>[a-z_]+\.[a-z_]+)'/g,
  /\bstatus: (?<status>\d{3}), code: '(?<code>[a-z_]+\.[a-z_]+)'/g,
];

/** Every code that a route can answer, with its status (422 for a field). */
export const codesInUse = (): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const files = globSync('{platform,modules}/**/*.ts', {
    exclude: (path) => /\.test\.ts$|(^|\/)(testing|web)(\/|$)/.test(String(path)),
  });
  for (const file of files) {
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '');
    for (const pattern of patterns)
      for (const { groups } of code.matchAll(pattern)) found.set(groups?.code ?? '', Number(groups?.status ?? 422));
  }
  return found;
};
