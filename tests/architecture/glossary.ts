/** A text that people read: where it stands, and what it says in which language. */
export type Said = { readonly where: string; readonly language: 'ko' | 'en'; readonly text: string };
export type Glossary = Readonly<Record<'ko' | 'en', readonly RegExp[]>>;

/** Reads the "never say" columns of the glossary's tables; a cell holds phrases and /patterns/ with commas between them. */
export const readGlossary = (markdown: string): Glossary => {
  const found = { ko: [] as RegExp[], en: [] as RegExp[] };
  let columns: readonly string[] = [];
  for (const line of markdown.split('\n')) {
    const cells = cellsOf(line);
    if (cells.length === 0) {
      columns = [];
    } else if (columns.length === 0) {
      columns = cells;
    } else if (!cells.every((cell) => /^-+$/.test(cell))) {
      found.ko.push(...patternsIn(cells[columns.indexOf('never say in Korean')]));
      found.en.push(...patternsIn(cells[columns.indexOf('never say in English')]));
    }
  }
  return found;
};

/** The texts that say what is never said, each with what it was. Names in {{..}} are code and no words. */
export const sayingWhatIsNeverSaid = (glossary: Glossary, said: readonly Said[]): string[] =>
  said.flatMap(({ where, language, text }) => {
    const words = text.replace(/\{\{.*?\}\}/g, '');
    return glossary[language]
      .filter((pattern) => pattern.test(words))
      .map((pattern) => `${where}: "${text}" says ${pattern.source}`);
  });

/** Names of what a sentence is given. */
export const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted();

const cellsOf = (line: string): string[] =>
  line.startsWith('|')
    ? line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|'))
    : [];

const patternsIn = (cell: string | undefined): RegExp[] =>
  (cell ?? '')
    .split(/,\s+/)
    .filter((phrase) => phrase !== '')
    .map((phrase) => {
      const pattern = /^\/(.*)\/(i?)$/.exec(phrase);
      return pattern === null
        ? new RegExp(phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        : new RegExp(pattern[1] ?? '', pattern[2] ?? '');
    });
