import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export type Chapter = {
  /** What stands in bold: words of the screen. */
  readonly labels: readonly string[];
  /** Addresses of the pictures, as they are written. */
  readonly pictures: readonly string[];
  /** What people read of it, a paragraph each, without code. */
  readonly words: readonly string[];
};

type Node = {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
};

/** Reads a chapter as whoever shows it does: bold that a reader would see as stars is no label, and stays in the words. */
export const readChapter = (markdown: string): Chapter => {
  const root: Node = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const all = (type: string): Node[] => nodesOf(root).filter((node) => node.type === type);
  return {
    labels: all('strong').map(wordsOf),
    pictures: all('image').map(({ url = '' }) => url),
    words: ['paragraph', 'heading', 'tableCell'].flatMap(all).map(wordsOf),
  };
};

/** A button that asks for more first has three dots, which the guide may leave out. */
const plain = (label: string): string => label.replace(/…$/, '');

/** Labels that stand nowhere on the screen. */
export const unknownLabels = (labels: readonly string[], onScreen: Iterable<string>): string[] => {
  const known = new Set([...onScreen].map(plain));
  return labels.filter((label) => !known.has(plain(label)));
};

/** Labels that only one of the two languages speaks of, in Korean; `korean` translates the English ones. */
export const labelsOutOfStep = (
  { ko, en }: Readonly<Record<'ko' | 'en', readonly string[]>>,
  korean: Readonly<Record<string, string>>,
): string[] => {
  const translation = new Map(Object.entries(korean).map(([key, word]) => [plain(key), plain(word)]));
  const translated = new Set(en.map((label) => translation.get(plain(label)) ?? label));
  const known = new Set(ko.map(plain));
  const single = [...known].filter((label) => !translated.has(label));
  return [...single, ...[...translated].filter((label) => !known.has(label))].toSorted();
};

const nodesOf = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodesOf)];

const wordsOf = (node: Node): string =>
  nodesOf(node)
    .map(({ type, value = '' }) => (type === 'text' ? value : ''))
    .join('')
    .replaceAll(/\s+/g, ' ');
