import { expect, test } from 'vitest';
import { modules } from '#app/modules.ts';
import { transitions } from '#modules/tickets/transitions.ts';
import { buildMatrix } from '#platform/access/matrix.ts';
import { readSourceFiles } from '../../setup/checks/source-files.ts';
import { findActions, findWords } from './action-words.ts';

const files = readSourceFiles(process.cwd()).filter(({ path }) => /^(?:app|platform|modules)\/.*\.tsx?$/.test(path));
const functions = [...buildMatrix(modules).keys()];
const inMatrix = files
  .filter(({ path }) => /^modules\/\w+\/web\/module\.ts$/.test(path))
  .flatMap(({ text }) => findWords(text));
const inAudit = files
  .filter(({ path }) => path === 'modules/audit/web/words.ts')
  .flatMap(({ text }) => findWords(text));
const recorded = [
  ...files.flatMap(({ path, text }) => (/\/web\/|\/testing\/|\.test\.tsx?$/.test(path) ? [] : findActions(text))),
  ...transitions.map(({ action }) => `ticket.${action}`),
];

test('what the server records is found at all', () => {
  expect(recorded).toEqual(
    expect.arrayContaining([
      'session.create',
      'token.create',
      'user.disable',
      'ticket.export',
      'access.foreign_attempt',
    ]),
  );
});

test('every function of the matrix has its words in one place', () => {
  expect(functions.filter((name) => !inMatrix.includes(name))).toEqual([]);
  expect(inMatrix.filter((name, at) => inMatrix.indexOf(name) !== at)).toEqual([]);
  expect(inMatrix.filter((name) => !functions.includes(name))).toEqual([]);
  expect(inAudit.filter((name) => functions.includes(name))).toEqual([]);
});

test('every action that can stand in the audit has words', () => {
  const known = new Set([...inMatrix, ...inAudit]);
  expect([...new Set(recorded)].filter((name) => !known.has(name))).toEqual([]);
});
