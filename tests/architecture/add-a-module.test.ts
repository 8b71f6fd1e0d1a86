import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSourceFiles } from '../../setup/checks/source-files.ts';
import { checks, commandOf } from '../../setup/checks.mjs';

// The worked example of docs/add-a-module.md, put into a copy of the repository and judged there like anything else.

const root = process.cwd();
let house: string;
let example: readonly { readonly path: string; readonly text: string }[];

beforeAll(async () => {
  const page = await readFile(join(root, 'docs/add-a-module.md'), 'utf8');
  example = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({ path, text }));
  house = await mkdtemp(join(tmpdir(), 'madang-module-'));
  for (const { path } of readSourceFiles(root)) {
    await cp(join(root, path), join(house, path));
  }
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const { path, text } of example) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), text);
  }
});

afterAll(() => rm(house, { recursive: true, force: true }));

const runNode = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: house, env: { ...process.env, ...env } });
    let output = '';
    const keep = (text: Buffer): void => {
      output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** The lines of a check's output that speak of the example. */
const findingsOf = async (name: string): Promise<string[]> => {
  const check = checks.find((candidate) => candidate.name === name);
  const { output } = check === undefined ? { output: `no check ${name}` } : await runNode(commandOf(check, house));
  return output.split('\n').filter((line) => /^modules\/notices|no check/.test(line));
};

test('the example has every file that its page promises', () => {
  const names = example.map((file) => file.path.split('/').at(-1));
  expect(names).toEqual(
    expect.arrayContaining(['tables.ts', 'contract.ts', 'queries.ts', 'actions.ts', 'routes.ts', 'module.ts']),
  );
});

test.each(['types', 'boundaries', 'house'])('npm run check -- %s finds nothing in the example', async (name) => {
  expect(await findingsOf(name)).toEqual([]);
});

test('the example is formatted and lints', async () => {
  const biome = join(house, 'node_modules/.bin/biome');
  const { code, output } = await runNode([biome, 'ci', '--colors=off', 'modules/notices']);
  expect(output).toMatch(/Checked [1-9]/);
  expect(code, output).toBe(0);
});

test('the tests of the example pass on a database with its table', async () => {
  const vitest = join(house, 'node_modules/.bin/vitest');
  const { code, output } = await runNode([vitest, 'run', 'modules/notices'], {
    MADANG_TEST_TEMPLATE: '',
    NO_COLOR: '1',
  });
  expect(output).toMatch(/5 passed/);
  expect(code, output).toBe(0);
});
