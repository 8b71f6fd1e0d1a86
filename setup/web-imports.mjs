import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Packages that offer everything in one index file, and where it lies. @type {Readonly<Record<string, string>>} */
const packages = {
  '@mantine/core': 'esm/index.mjs',
  '@mantine/hooks': 'esm/index.mjs',
  '@tabler/icons-react': 'dist/esm/tabler-icons-react.mjs',
};

/**
 * Vite plugin: takes what is imported from the file that defines it instead of from the index of its package. An index
 * imports everything, so that what one late page uses would look as if the first page needed it.
 * @returns {import('vite').Plugin}
 */
export const straightImports = () => {
  const require = createRequire(import.meta.url);
  /** @type {Map<string, ReadonlyMap<string, string>>} */
  const read = new Map();
  /** @param {string} name */
  const indexOf = (name) => {
    const found = read.get(name) ?? readIndex(join(folderOf(require, name), packages[name] ?? ''));
    read.set(name, found);
    return found;
  };
  return {
    name: 'madang:straight-imports',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.[cm]?[jt]sx?$/.test(id) || (!code.includes('@mantine/') && !code.includes('@tabler/'))) return null;
      return { code: straighten(code, indexOf), map: null };
    },
  };
};

const clause = /\bimport\s*\{([^}]*)\}\s*from\s*(['"])(@mantine\/core|@mantine\/hooks|@tabler\/icons-react)\2;?/g;

/** @param {string} code @param {(name: string) => ReadonlyMap<string, string>} indexOf */
const straighten = (code, indexOf) =>
  code.replace(clause, (_all, list, _quote, name) => {
    const wanted = list
      .split(',')
      .map((/** @type {string} */ part) => part.trim())
      // Types are erased anyway; what is left of their import would still bring the index.
      .filter((/** @type {string} */ part) => part !== '' && !part.startsWith('type '));
    return wanted.map((/** @type {string} */ part) => straightImport(part, name, indexOf(name))).join(' ');
  });

/** @param {string} part `Menu` or `Menu as Other` @param {string} name @param {ReadonlyMap<string, string>} index */
const straightImport = (part, name, index) => {
  const [exported = '', local = exported] = part.split(/\s+as\s+/);
  const found = index.get(exported);
  if (found === undefined) return `import { ${part} } from '${name}';`;
  const [file, original] = found.split('#');
  return `import { ${original} as ${local} } from ${JSON.stringify(file)};`;
};

/** What an index exports, each with the file and the name that it has there. @param {string} file */
const readIndex = (file) => {
  const code = readFileSync(file, 'utf8');
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [, list = '', from = ''] of code.matchAll(
    /\b(?:import|export)\s*\{([^}]*)\}\s*from\s*['"](\.[^'"]+)['"]/g,
  )) {
    for (const part of list.split(',')) {
      const [original = '', exported = original] = part.trim().split(/\s+as\s+/);
      found.set(exported, `${resolve(dirname(file), from)}#${original}`);
    }
  }
  return found;
};

/** @param {NodeJS.Require} require @param {string} name */
const folderOf = (require, name) => {
  const lookIn = require.resolve.paths(name) ?? [];
  const folder = lookIn.map((path) => join(path, name)).find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`${name} is not installed`);
  return folder;
};
