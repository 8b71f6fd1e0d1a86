import { escaped, lines, type Plant, word } from './plant.ts';

const style = (what: string, rule: string, text: string, path = `platform/${rule}-plant.ts`): Plant => ({
  what,
  files: { [path]: text },
  named: new RegExp(`^${escaped(path)}(:\\d+:\\d+)? .*\\b${rule}\\b`, 'm'),
});

const ladder = `export const climb = (a: number): number => {
${lines(14, (at) => `  if (a > ${at} && a !== 99) {\n    return ${at};\n  }\n`)}  return a;
};
`;

export const stylePlants: readonly Plant[] = [
  style('a file that is not formatted', 'format', 'export const a = [1,2]\n'),
  style(
    'imports out of order',
    'organizeImports',
    "import { z } from './z.ts';\nimport { a } from './a.ts';\n\nexport const both = [a, z];\n",
  ),
  style('a function of cognitive complexity over 12', 'noExcessiveCognitiveComplexity', ladder),
  style(
    'a function of over 60 lines',
    'noExcessiveLinesPerFunction',
    `export const long = (): number[] => {\n  const a: number[] = [];\n${lines(60, (at) => `  a.push(${at});\n`)}  return a;\n};\n`,
  ),
  style(
    'a promise that nobody waits for',
    'noFloatingPromises',
    'const work = async (): Promise<void> => undefined;\n\nexport const begin = (): void => {\n  work();\n};\n',
  ),
  style('an any', 'noExplicitAny', 'export const cast = (a: any): string => a;\n'),
  style('a type asserted away with !', 'noNonNullAssertion', 'export const first = (a: string[]): string => a[0]!;\n'),
  style('an enum', 'noEnum', 'export enum Colour {\n  Red = 1,\n}\n'),
  style('a barrel file', 'noBarrelFile', "export { a } from './a.ts';\n"),
  style('a default export', 'noDefaultExport', 'export default 1;\n'),
  style(
    'an import without its extension',
    'useImportExtensions',
    "import { now } from './db/query';\n\nexport const then = now;\n",
  ),
  style(
    'a package that package.json does not name',
    'noUndeclaredDependencies',
    "import fastify from 'fastify';\n\nexport const app = fastify();\n",
  ),
  style(
    'a file name in another manner',
    'useFilenamingConvention',
    'export const a = 1;\n',
    'platform/useFilenamingConvention.ts',
  ),
  style(
    'a parameter that is not used',
    'noUnusedFunctionParameters',
    'export const ignore = (a: number): number => 1;\n',
  ),
  style(
    'HTML put in as it is',
    'noDangerouslySetInnerHtml',
    'export const Page = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;\n',
    'platform/web/Page.tsx',
  ),
  style(
    'a test that alone is run',
    'noFocusedTests',
    `import { test } from 'vitest';\n\ntest.${word('on', 'ly')}('a', () => undefined);\n`,
    'platform/noFocusedTests.test.ts',
  ),
];

const typed = (what: string, code: string, text: string, path = `platform/${code}.ts`): Plant => ({
  what,
  files: { [path]: text },
  named: new RegExp(`^${escaped(path)}\\(\\d+,\\d+\\): error ${code}`, 'm'),
});

export const typePlants: readonly Plant[] = [
  typed('a wrong type', 'TS2322', "export const a: number = 'one';\n"),
  typed('an element that may not be there', 'TS2532', 'export const size = (a: string[]): number => a[0].length;\n'),
  typed('undefined for an optional property', 'TS2375', 'export const a: { b?: string } = { b: undefined };\n'),
  typed('syntax that cannot be stripped', 'TS1294', 'export class A {\n  constructor(readonly b: string) {}\n}\n'),
  typed(
    'a type imported as a value',
    'TS1484',
    "import { LampTable } from '../modules/lamp/tables.ts';\n\nexport type A = LampTable;\n",
  ),
  typed('a page’s document on the server', 'TS2584', 'export const title = (): string => document.title;\n'),
];

export const webTypePlants: readonly Plant[] = [
  typed(
    'a server’s process on a page',
    'TS2591',
    'export const home = (): unknown => process.env;\n',
    'platform/web/home.ts',
  ),
  typed('a wrong type on a page', 'TS2322', 'export const a: number = document.title;\n', 'platform/web/title.ts'),
];
