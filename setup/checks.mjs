import { join } from 'node:path';

/**
 * @typedef {{ name: string; about: string; program: string; args: readonly string[]; speaks?: boolean }} Check
 * `program` is relative to the repository; `speaks` says that the last line is worth showing even when all is well.
 */

/**
 * All that `npm run check` runs, side by side. That each of them can fail is proven with these very commands in
 * tests/architecture/checks-can-fail.test.ts.
 * @type {readonly Check[]}
 */
export const checks = [
  {
    name: 'style',
    about: 'formatting and lint',
    program: 'node_modules/.bin/biome',
    args: ['ci', '--colors=off', '--max-diagnostics=500', '.'],
  },
  {
    name: 'types',
    about: 'types of the server',
    program: 'node_modules/.bin/tsc',
    args: ['-p', 'tsconfig.json', '--pretty', 'false'],
  },
  {
    name: 'types-web',
    about: 'types of the pages',
    program: 'node_modules/.bin/tsc',
    args: ['-p', 'tsconfig.web.json', '--pretty', 'false'],
  },
  {
    name: 'unused',
    about: 'unused files, exports, dependencies',
    program: 'node_modules/.bin/knip',
    args: ['--no-progress'],
  },
  { name: 'boundaries', about: 'who imports whom', program: 'setup/checks/boundaries.ts', args: [], speaks: true },
  { name: 'house', about: 'budgets, SQL, wording', program: 'setup/checks/house.ts', args: [], speaks: true },
];

/**
 * The arguments for Node that run a check of `root` over the tree that is the working directory.
 * @param {Check} check @param {string} root @returns {string[]}
 */
export const commandOf = (check, root) => [join(root, check.program), ...check.args];
