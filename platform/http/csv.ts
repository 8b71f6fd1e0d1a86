import type { Call } from './call.ts';

/** What the server itself says in a file, in both languages. */
export type Words = { readonly ko: string; readonly en: string };
export type Cell = string | number | null;
/** One column: its heading, and what stands in it for a row. Numbers and null are typed; texts are guarded. */
export type ExportColumn<Found> = {
  readonly title: Words;
  value(row: Found, c: Call): Cell;
};

/** Excel takes a file without it for one in the computer's old code page, and shows Korean as rubbish. */
export const BOM = '\uFEFF';

/** One line by RFC 4180. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A text that a spreadsheet would take for a formula gets a leading apostrophe; imports take it away again. */
const csvCell = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  // Swedish writes `2026-11-22 14:05:09`, which people and spreadsheets read alike.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, made);
  return made;
};

/** `2026-11-22 14:05:09` in a time zone. */
export const localTime = (iso: string | null, timeZone: string): string | null =>
  iso === null ? null : formatFor(timeZone).format(new Date(iso));

/** `2026-11-22` in a time zone. */
export const localDay = (moment: Date, timeZone: string): string => formatFor(timeZone).format(moment).slice(0, 10);

/** `attachment`, with a name that every system takes and the real one for those that read RFC 8187. */
export const attachment = (name: string, plainName: string): string => {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plainName.replace(/[^A-Za-z0-9._-]/g, '_')}"; filename*=UTF-8''${encoded}`;
};
