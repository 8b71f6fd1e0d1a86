import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { walkImports } from './import-walk.ts';
import { findStrings } from './screen-strings.ts';

const keysOf = (files: string[]): string[] =>
  files.flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object));
const reached = [...walkImports('app/web.tsx', 'lazyPage')];
const used = new Set(reached.flatMap((file) => findStrings(file).sentences.map(({ text }) => text)));

describe('the Korean of the first load', () => {
  it('is looked for in the shell, the door and the pages that open first', () => {
    for (const file of [
      'platform/web/shell/Nav.tsx',
      'modules/accounts/web/SignInPage.tsx',
      'modules/tickets/web/TicketsPage.tsx',
    ]) {
      expect(reached).toContain(file);
    }
    expect(reached).not.toContain('modules/accounts/web/users/UsersPage.tsx');
  });

  it('has every sentence of what can be shown without lazyPage', () => {
    const there = new Set(keysOf(globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko.json'])));
    expect([...used].filter((sentence) => !there.has(sentence))).toEqual([]);
  });

  it('does not carry what only later pages say', () => {
    const early = keysOf(globSync(['modules/*/locale/ko.json']));
    expect(early.filter((sentence) => !used.has(sentence))).toEqual([]);
  });

  it('says nothing twice', () => {
    const early = new Set(keysOf(globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko.json'])));
    expect(keysOf(globSync(['modules/*/locale/ko.pages.json'])).filter((sentence) => early.has(sentence))).toEqual([]);
  });
});
