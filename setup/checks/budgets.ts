import type { Finding, SourceFile } from './finding.ts';

/** The budgets of docs/decisions/budgets.md. Functions and complexity are measured by Biome (biome.json). */
const budgets = { linesPerFile: 300, linesPerTest: 500, medianLines: 70, rootFilesPerModule: 15 } as const;

/** Files that may be longer or modules that may be wider, each with its reason. */
const exceptions: ReadonlyMap<string, string> = new Map([]);

const isCode = (path: string): boolean => /\.(ts|tsx|mjs|sql|css)$/.test(path);
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
const countLines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export type Sizes = { readonly files: number; readonly median: number; readonly p95: number; readonly max: number };

/** Lines per source file, tests left out: what the closing figures of a change quote. */
export const measureSizes = (files: readonly SourceFile[]): Sizes => {
  const lines = files
    .filter((file) => isCode(file.path) && !isTest(file.path))
    .map((file) => countLines(file.text))
    .sort((a, b) => a - b);
  const at = (share: number): number => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { files: lines.length, median: at(0.5), p95: at(0.95), max: lines.at(-1) ?? 0 };
};

/** Files over their budget, a median over its budget, and modules with too many files at their root. */
export const checkBudgets = (files: readonly SourceFile[]): Finding[] => [
  ...files.flatMap(checkLength),
  ...checkMedian(files),
  ...checkModules(files),
];

const checkLength = (file: SourceFile): Finding[] => {
  const lines = countLines(file.text);
  const allowed = isTest(file.path) ? budgets.linesPerTest : budgets.linesPerFile;
  if (!isCode(file.path) || lines <= allowed || exceptions.has(file.path)) {
    return [];
  }
  const message = `${lines} lines, at most ${allowed}: split it by what it is about.`;
  return [{ file: file.path, line: allowed + 1, rule: 'budget/lines-per-file', message }];
};

const checkMedian = (files: readonly SourceFile[]): Finding[] => {
  const { median } = measureSizes(files);
  const message = `The median source file has ${median} lines, at most ${budgets.medianLines}.`;
  return median <= budgets.medianLines ? [] : [{ file: '.', line: 1, rule: 'budget/median-lines', message }];
};

const checkModules = (files: readonly SourceFile[]): Finding[] => {
  const roots = Map.groupBy(
    files.filter((file) => /^modules\/[^/]+\/[^/]+\.ts$/.test(file.path) && !isTest(file.path)),
    (file) => file.path.split('/').slice(0, 2).join('/'),
  );
  return [...roots]
    .filter(([folder, inside]) => inside.length > budgets.rootFilesPerModule && !exceptions.has(folder))
    .map(([folder, inside]) => ({
      file: folder,
      line: 1,
      rule: 'budget/files-per-module',
      message: `${inside.length} files at its root, at most ${budgets.rootFilesPerModule}: two modules in one.`,
    }));
};
