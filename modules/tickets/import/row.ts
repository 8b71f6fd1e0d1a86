import { oneLine } from '#platform/http/contract.ts';
import { kinds, type Level, limits, type TicketKind } from '../contract.ts';
import { tenantWords } from '../search-words.ts';
import { tidyTags } from '../tags.ts';
import type { ImportField, Mapping } from './mapping.ts';

/** A row as the file has it: a value by column, and the line it begins on. */
export type FileRow = { readonly line: number; readonly values: ReadonlyMap<string, string> };
export type ImportDocument = {
  readonly line: number;
  readonly kind: TicketKind;
  readonly title: string;
  readonly body: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly tags: readonly string[];
  /** A login; null is whoever requests by default. */
  readonly requester: string | null;
  /** What the row will be found by. Made here, while the database is at work on the rows before. */
  readonly words: readonly string[];
};
export type RowFault = { readonly line: number; readonly field: ImportField | null; readonly message: string };

const LONGEST_CATEGORY = 100;

/** The document of a row for a tenant, or why there is none. */
export const documentOf = (row: FileRow, mapping: Mapping, tenantId: number): ImportDocument | RowFault => {
  const value = (field: ImportField): string => unescaped(row.values.get(mapping.get(field) ?? '') ?? '').trim();
  const fault = (field: ImportField, message: string): RowFault => ({ line: row.line, field, message });
  const title = cutAtWord(oneLine(value('title')), limits.title);
  const body = value('body');
  const kind = value('kind') || 'service_request';
  const [impact, urgency] = [value('impact') || '2', value('urgency') || '2'];
  const tags = tidyTags(
    value('tags')
      .split(/[,;]/)
      .map(oneLine)
      .filter((tag) => tag !== ''),
  );
  const category = oneLine(value('category'));
  if (!isKind(kind)) return fault('kind', `is none of ${kinds.join(', ')}`);
  const wrong: readonly (readonly [ImportField, boolean, string])[] = [
    ['title', title === '', 'is empty'],
    ['body', isLonger(body, limits.body), `has more than ${limits.body} characters`],
    ['impact', !isLevel(impact), 'is not 1, 2 or 3'],
    ['urgency', !isLevel(urgency), 'is not 1, 2 or 3'],
    ['tags', tags.length > limits.tags || tags.some((tag) => isLonger(tag, limits.tag)), 'are too many or too long'],
    ['category', isLonger(category, LONGEST_CATEGORY), `has more than ${LONGEST_CATEGORY} characters`],
  ];
  const first = wrong.find(([, is]) => is);
  if (first !== undefined) return fault(first[0], first[2]);
  return {
    line: row.line,
    kind,
    title,
    body,
    category: category === '' ? null : category,
    impact: Number(impact) as Level,
    urgency: Number(urgency) as Level,
    tags,
    requester: value('requester').toLowerCase() || null,
    words: tenantWords(tenantId, title, body),
  };
};

export const isFault = (document: ImportDocument | RowFault): document is RowFault => 'message' in document;

/** The first `most` characters, without the word that would be cut in two; one word alone is cut. */
export const cutAtWord = (text: string, most: number): string => {
  if (!isLonger(text, most)) return text;
  // A character is one or two units long: the rest of a long text need not be taken apart.
  const characters = [...text.slice(0, (most + 1) * 2)];
  const cut = characters.slice(0, most).join('');
  if (characters[most] === ' ') return cut.trimEnd();
  const end = cut.lastIndexOf(' ');
  return end > 0 ? cut.slice(0, end).trimEnd() : cut;
};

/** Cells that a spreadsheet would run as a formula are exported behind an apostrophe; it is no part of the text. */
const unescaped = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

const isLonger = (text: string, most: number): boolean =>
  text.length > most && (text.length > most * 2 || [...text].length > most);
const isKind = (text: string): text is TicketKind => (kinds as readonly string[]).includes(text);
const isLevel = (text: string): boolean => ['1', '2', '3'].includes(text);
