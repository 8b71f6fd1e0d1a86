import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSourceFiles } from '../../setup/checks/source-files.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const documents = readSourceFiles(root).filter((file) => file.path.endsWith('.md'));

/** Code blocks are examples of other trees. */
const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '');

const linksOf = (path: string, text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(path), target)));

const folders = /^(?:app|platform|modules|setup|bench|tests|docs)\//;

/** Files that a sentence speaks of: a path from the repository's root with an extension, without wildcards. */
const filesNamedIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/[\w@.-]+(?:\/[\w@.-]+)+\.(?:tsx?|mjs|sql|md|py|json|txt)\b/g)]
    .map((match) => match[0])
    .filter((path) => folders.test(path));

describe('what the documents point to is there', () => {
  test('documents are found', () => {
    expect(documents.map((file) => file.path)).toContain('README.md');
  });

  test.each(documents.map((file) => [file.path, file.text] as const))('%s', (path, text) => {
    const missing = [...linksOf(path, text), ...filesNamedIn(text)].filter((target) => !existsSync(join(root, target)));
    expect(missing).toEqual([]);
  });
});

test('every decision stands in the list of decisions', () => {
  const list = documents.find((file) => file.path === 'docs/decisions/README.md')?.text ?? '';
  const records = documents.map((file) => file.path).filter((path) => /^docs\/decisions\/(?!README)/.test(path));
  expect(records.filter((path) => !list.includes(`(${path.split('/').at(-1)})`))).toEqual([]);
});

test('every library has its reason, and nothing that is gone has one', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const page = documents.find((file) => file.path === 'docs/decisions/libraries.md')?.text ?? '';
  const named = [...page.matchAll(/^\| ([^|]+) \|/gm)]
    .flatMap((match) => (match[1] ?? '').split(', '))
    .filter((name) => !['library', '---'].includes(name));
  expect(used.filter((name) => !name.startsWith('@types/') && !named.includes(name))).toEqual([]);
  expect(named.filter((name) => name !== '@types/*' && !used.includes(name))).toEqual([]);
});
