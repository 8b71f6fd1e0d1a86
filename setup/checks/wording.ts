import { type Finding, lineAt, type SourceFile } from './finding.ts';

type Rule = { readonly name: string; readonly pattern: RegExp; readonly in: RegExp; readonly message: string };

const anywhere = /./;
const code = /\.(ts|tsx|mjs|js|sql|css)$/;
const script = /\.(ts|tsx|mjs|js)$/;

// Written so that this file does not trip over itself.
const rules: readonly Rule[] = [
  {
    name: 'wording/machine-path',
    pattern: /(?<![\w.$}])\/(?:work|farm|root|home\/\w+|Users\/\w+)\/|\/tmp\/(?:bash_jobs|studio)/g,
    in: anywhere,
    message: 'A path of one machine: derive it, or take it from the environment.',
  },
  {
    name: 'wording/registry-host',
    pattern:
      /\b(?:registry\.\w+\.(?:org|com)|registry\.npmj[s]|npmmirro[r]|pypi\.or[g]|pythonhoste[d]|deb\.debian\.org)\b/g,
    in: /^(?!docs\/|README)/,
    message: 'Where packages come from is the installation’s business, not the repository’s.',
  },
  {
    name: 'wording/suppression',
    pattern: /biome-[i]gnore|@ts-(?:[i]gnore|[n]ocheck|[e]xpect-error)|eslint-[d]isable|knip-[i]gnore|@[l]intignore/g,
    in: script,
    message: 'No inline suppressions; an exception lives in the tool’s configuration with a reason.',
  },
  {
    name: 'wording/focused-or-skipped-test',
    pattern: /\b(?:it|test|describe|bench)\.(?:[o]nly|[s]kip|[s]kipIf|[t]odo|[f]ails)\b/g,
    in: /\.test\.tsx?$|^tests\//,
    message: 'Every test runs, everywhere.',
  },
  {
    name: 'wording/unfinished',
    pattern:
      /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b|\bnot [i]mplemented\b|\b[s]tub\b|(?<![:\w'-])[p]laceholder\b(?! *[=:?])/g,
    in: code,
    message: 'Finish it, or write an issue.',
  },
];

/** Words that have no place in the repository: paths of one machine, registries, suppressions, skipped tests, loose ends. */
export const checkWording = (files: readonly SourceFile[]): Finding[] =>
  files.flatMap((file) =>
    rules
      .filter((rule) => rule.in.test(file.path))
      .flatMap((rule) =>
        [...file.text.matchAll(rule.pattern)].map((match) => ({
          file: file.path,
          line: lineAt(file.text, match.index),
          rule: rule.name,
          message: `"${match[0]}". ${rule.message}`,
        })),
      ),
  );
