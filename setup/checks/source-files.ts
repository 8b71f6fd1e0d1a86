import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './finding.ts';

const readable = /\.(ts|tsx|mjs|js|jsonc?|sql|md|css|html|yml|yaml|sh|py|txt)$|(^|\/)(run|LICENSE|\.gitignore)$/;
const leftOut = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.venv']);
const largest = 2_000_000;

/**
 * Every text file that belongs to the repository: what git tracks or would track, and without git everything
 * that is not generated. Generated and vendored files stay out; so does the lock file.
 */
export const readSourceFiles = (root: string): SourceFile[] =>
  (existsSync(join(root, '.git')) ? listByGit(root) : listByWalking(root, ''))
    .filter((path) => readable.test(path) && path !== 'package-lock.json')
    .filter((path) => existsSync(join(root, path)) && statSync(join(root, path)).size < largest)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const listByGit = (root: string): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter((path) => path !== '');

const listByWalking = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (leftOut.has(entry.name) || entry.isSymbolicLink()) {
      return [];
    }
    return entry.isDirectory() ? listByWalking(root, path) : [path];
  });
