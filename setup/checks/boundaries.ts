import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { readSourceFiles } from './source-files.ts';

const root = process.cwd();
const folders = ['app', 'platform', 'modules', 'setup', 'bench', 'tests'].filter((folder) =>
  existsSync(join(root, folder)),
);

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };
type Result = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[]; readonly totalDependenciesCruised: number };
};

const cruise = (): Result => {
  const tool = join(root, 'node_modules/.bin/depcruise');
  const options = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'];
  const run = spawnSync(process.execPath, [tool, ...options, ...folders], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!run.stdout.startsWith('{')) {
    throw new Error(`dependency-cruiser gave no result: ${run.stderr}${run.stdout.slice(0, 2000)}`);
  }
  return JSON.parse(run.stdout);
};

/** The tool has been seen to find nothing and to call that success, so every file must be among what it saw. */
const findUnseen = (result: Result): string[] => {
  const seen = new Set(result.modules.map((module) => module.source));
  return readSourceFiles(root)
    .map((file) => file.path)
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)) && /\.(ts|tsx|mjs)$/.test(path))
    .filter((path) => !seen.has(path));
};

const result = cruise();
const { violations, totalDependenciesCruised } = result.summary;
for (const { from, to, rule } of violations) {
  console.log(`${from}:1 ${rule.name}: imports ${to}`);
}
const unseen = findUnseen(result);
for (const path of unseen) {
  console.log(`${path}:1 boundaries-unseen: dependency-cruiser did not look at this file`);
}
console.log(
  `${result.modules.length} modules, ${totalDependenciesCruised} imports looked at; ${violations.length} violations`,
);
process.exitCode = violations.length + unseen.length > 0 || result.modules.length === 0 ? 1 : 0;
