/** A row as it stands in the file: the line it begins on, its cells, and what is wrong with how it is written. */
export type CsvRow = { readonly line: number; readonly cells: readonly Buffer[]; readonly fault: string | null };

/** From this line on nobody can say any more where a row begins: its quote is not closed, or not within a mebibyte. */
export class CsvUnreadable extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = 'CsvUnreadable';
    this.line = line;
  }
}

const LONGEST = 2 ** 20;
const [LF, CR, QUOTE, COMMA] = [10, 13, 34, 44];

type Reading = {
  /** Where it is in a cell; `closed`: after a quote that ends the cell, unless another one follows. */
  at: 'start' | 'plain' | 'quoted' | 'closed';
  line: number;
  /** The line on which the row begins. */
  begin: number;
  /** The line on which the last quote was opened, and how much stands behind it. */
  quote: number;
  quotedBytes: number;
  /** The row so far, and where in it each of its cells ends. */
  readonly bytes: Buffer;
  used: number;
  ends: number[];
  wasQuoted: boolean;
  fault: string | null;
  /** A CR was read and what follows decides what it is. */
  isAfterCr: boolean;
  lineEnd: 'lf' | 'cr' | null;
};

/**
 * The rows of RFC 4180 in the file's order; empty lines are none. Lines end in LF or CRLF, or in CR where the first one
 * does. A row with a stray quote is one with a fault, which ends with the next line end outside quotes. Memory does not
 * grow with the file. Throws CsvUnreadable after the rows that stand before.
 */
export async function* csvRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<CsvRow> {
  const reading: Reading = {
    at: 'start',
    line: 1,
    begin: 1,
    quote: 1,
    quotedBytes: 0,
    bytes: Buffer.allocUnsafeSlow(LONGEST),
    used: 0,
    ends: [],
    wasQuoted: false,
    fault: null,
    isAfterCr: false,
    lineEnd: null,
  };
  for await (const chunk of withoutMark(chunks)) yield* readChunk(reading, chunk);
  if (reading.at === 'quoted') throw new CsvUnreadable(reading.quote, 'is no CSV: its quote is not closed');
  const last = rowEnded(reading);
  if (last !== null) yield last;
}

/** Without the byte order mark that spreadsheets write. */
async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all: Buffer = head === null ? chunk : Buffer.concat([head, chunk]);
    if (head !== null && all.length < 3) head = all;
    else {
      const isMarked = head !== null && all.readUIntBE(0, 3) === 0xefbbbf;
      head = null;
      yield isMarked ? all.subarray(3) : all;
    }
  }
  if (head !== null) yield head;
}

function* readChunk(reading: Reading, chunk: Buffer): Generator<CsvRow> {
  for (const byte of chunk) {
    const row = readByte(reading, byte);
    if (row !== null) yield row;
  }
}

/** The row that this byte shows to be complete. */
const readByte = (reading: Reading, byte: number): CsvRow | null => {
  if (reading.at === 'quoted') {
    readQuoted(reading, byte);
    return null;
  }
  const isEnd = reading.isAfterCr ? endsAfterCr(reading, byte) : byte === LF;
  const row = isEnd ? rowEnded(reading) : null;
  if (byte === CR) reading.isAfterCr = true;
  else if (byte !== LF) readPlain(reading, byte);
  return row;
};

/** Whether the CR before this byte ends the line; in a file of LFs a lone one is text. */
const endsAfterCr = (reading: Reading, byte: number): boolean => {
  reading.isAfterCr = false;
  if (byte === LF) return true;
  if (reading.lineEnd === 'lf') {
    readPlain(reading, CR);
    return false;
  }
  reading.lineEnd = 'cr';
  return true;
};

const readQuoted = (reading: Reading, byte: number): void => {
  if (byte === QUOTE) {
    reading.at = 'closed';
    return;
  }
  if (byte === (reading.lineEnd === 'cr' ? CR : LF)) reading.line++;
  keep(reading, byte);
};

const readPlain = (reading: Reading, byte: number): void => {
  if (byte === COMMA) {
    reading.ends.push(reading.used);
    reading.at = 'start';
  } else if (byte === QUOTE && reading.at === 'start') {
    reading.at = 'quoted';
    reading.wasQuoted = true;
    reading.quote = reading.line;
    reading.quotedBytes = 0;
  } else if (byte === QUOTE && reading.at === 'closed') {
    reading.at = 'quoted';
    keep(reading, byte);
  } else {
    if (byte === QUOTE) reading.fault ??= 'a quote stands within a cell';
    if (reading.at === 'closed') reading.fault ??= 'a cell goes on after its quote was closed';
    reading.at = 'plain';
    keep(reading, byte);
  }
};

const keep = (reading: Reading, byte: number): void => {
  if (reading.at === 'quoted' && ++reading.quotedBytes > LONGEST) {
    throw new CsvUnreadable(reading.quote, `is no CSV: its quote is not closed within ${LONGEST} bytes`);
  }
  if (reading.used < LONGEST) reading.bytes[reading.used++] = byte;
  else reading.fault ??= `it has more than ${LONGEST} bytes`;
};

/** The row that ends here, null for an empty line; the next one begins. */
const rowEnded = (reading: Reading): CsvRow | null => {
  const { begin, line, used, wasQuoted } = reading;
  const ends = [...reading.ends, used];
  const fault = reading.fault === null ? null : faultText(reading.fault, begin, line);
  const bytes = Buffer.from(reading.bytes.subarray(0, used));
  reading.lineEnd ??= 'lf';
  reading.line++;
  Object.assign(reading, { begin: reading.line, at: 'start', used: 0, ends: [], wasQuoted: false, fault: null });
  if (ends.length === 1 && used === 0 && !wasQuoted) return null;
  return { line: begin, cells: ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end)), fault };
};

const faultText = (fault: string, begin: number, line: number): string =>
  line > begin ? `is no CSV: ${fault} (it reaches to line ${line})` : `is no CSV: ${fault}`;
