/**
 * Vite plugin: tells the browser of the files that the first page runs, the entry and the named ones. It then compiles
 * all of their functions beside its main thread instead of each one when it is called.
 * @param {readonly string[]} names
 * @returns {import('vite').Plugin}
 */
export const compileAtOnce = (names) => ({
  name: 'madang:compile-at-once',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk' && (output.isEntry || names.includes(output.name))) {
          output.code = `//# allFunctionsCalledOnLoad\n${output.code}`;
        }
      }
    },
  },
});

/** @typedef {(id: string) => { readonly importedIds: readonly string[] } | null} InfoOf */

/**
 * Says of a module whether something needs it at once: whether `entry` imports it, directly or through others, without
 * waiting for anything.
 * @param {string} entry
 * @returns {(id: string, infoOf: InfoOf) => boolean}
 */
export const neededAtOnceBy = (entry) => {
  /** @type {Set<string> | undefined} */
  let needed;
  return (id, infoOf) => {
    if (needed === undefined) {
      needed = new Set([entry]);
      // A set that grows while it is walked: everything that what is in it imports.
      for (const found of needed) {
        for (const imported of infoOf(found)?.importedIds ?? []) {
          needed.add(imported);
        }
      }
    }
    return needed.has(id);
  };
};

/**
 * A group for the modules that most pages need: the first page brings them along, and no page fetches another page's
 * parts for the sake of one of them.
 * @param {readonly string[]} pages
 * @param {(id: string) => number} enough how many pages have to need a module
 */
export const commonOf = (pages, enough) => {
  const needs = pages.map(neededAtOnceBy);
  return {
    debugName: 'common',
    /** @param {string} id @param {{ getModuleInfo: InfoOf }} context */
    name: (id, context) =>
      needs.filter((needed) => needed(id, (of) => context.getModuleInfo(of))).length >= enough(id) ? 'common' : null,
  };
};

/**
 * Groups for the modules that the pages opened first need at once: for each set of these pages what other pages need,
 * too, and what none does. So each page comes in a few files that hold nothing but what it needs, instead of in
 * thirty. What more of them need comes first, because a group takes along what its modules stand on.
 * @param {Readonly<Record<string, string>>} entries the modules of the pages opened first, by a name for each
 * @param {readonly string[]} pages the modules of all pages
 */
export const groupsOf = (entries, pages) => {
  const first = Object.entries(entries).map(([name, entry]) => ({ name, needs: neededAtOnceBy(entry) }));
  const ids = Object.values(entries);
  const others = pages.filter((page) => !ids.includes(page)).map(neededAtOnceBy);
  /** @param {string} id @param {InfoOf} infoOf */
  const groupOf = (id, infoOf) => {
    const names = first.filter(({ needs }) => needs(id, infoOf)).map(({ name }) => name);
    return others.some((needs) => needs(id, infoOf)) ? [...names, 'shared'].join('-') : names.join('-');
  };
  return setsOf(first.map(({ name }) => name))
    .flatMap((names) => [[...names, 'shared'].join('-'), names.join('-')])
    .map((wanted) => ({
      debugName: wanted,
      /** @param {string} id @param {{ getModuleInfo: InfoOf }} context */
      name: (id, context) =>
        !ids.includes(id) && groupOf(id, (of) => context.getModuleInfo(of)) === wanted ? wanted : null,
    }));
};

/** Every set of these names but the empty one, the largest first. @param {readonly string[]} names @returns {string[][]} */
const setsOf = (names) =>
  Array.from({ length: 2 ** names.length - 1 }, (_, at) =>
    names.filter((_name, bit) => ((at + 1) >> bit) % 2 === 1),
  ).sort((one, other) => other.length - one.length);
