import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type CsvError, parse } from 'csv-parse';
import type { FileRow, RowFault } from './row.ts';

/** A decompressed file may be this large: more is a bomb or a mistake. */
const MOST_BYTES = 4 * 2 ** 30;
const LONGEST_RECORD = 2 ** 20;

/** SHA-256 of the file as it lies there. Throws what the file system throws. */
export const hashOf = async (path: string): Promise<Buffer> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
};

/**
 * The rows of a CSV file, gzipped or not, in their order; broken ones as faults with the line they begin on. The first row
 * names the columns. Memory does not grow with the file. Throws for a file that is no CSV at all.
 */
export async function* rowsOf(path: string): AsyncGenerator<FileRow | RowFault> {
  const faults: RowFault[] = [];
  const parser = parse({
    bom: true,
    encoding: null,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_RECORD,
    on_skip: (error: CsvError | undefined) => void faults.push(brokenRow(error)),
  });
  const source = createReadStream(path);
  const plain = (await isGzip(path)) ? source.pipe(createGunzip()) : source;
  const bounded = plain.pipe(atMost(MOST_BYTES));
  for (const stream of [source, plain, bounded]) stream.on('error', (error: Error) => parser.destroy(error));
  bounded.pipe(parser);
  let columns: readonly string[] | null = null;
  let line = 1;
  for await (const { record, info } of parser as AsyncIterable<{ record: Buffer[]; info: { lines: number } }>) {
    while (faults[0] !== undefined) yield faults.shift() as RowFault;
    if (columns === null) {
      columns = record.map((cell) => cell.toString('utf8').trim());
      yield { line: 0, values: new Map(columns.map((column) => [column, ''])) };
    } else yield rowOf(columns, record, line);
    line = info.lines + 1;
  }
  yield* faults;
}

/** The row, or what is wrong with it before anybody looks at what it says. */
const rowOf = (columns: readonly string[], record: readonly Buffer[], line: number): FileRow | RowFault => {
  if (record.length !== columns.length) {
    return { line, field: null, message: `has ${record.length} cells instead of ${columns.length}` };
  }
  const values = new Map<string, string>();
  for (const [at, column] of columns.entries()) {
    const text = decoded(record[at]);
    if (text === null) return { line, field: null, message: `${column} is not UTF-8` };
    if (text.includes('\0')) return { line, field: null, message: `${column} holds a NUL` };
    values.set(column, text);
  }
  return { line, values };
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decoded = (bytes: Buffer | undefined): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

const brokenRow = (error: CsvError | undefined): RowFault => ({
  line: typeof error?.lines === 'number' ? error.lines : 0,
  field: null,
  message: `is no CSV: ${error?.code ?? 'broken'}`,
});

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
};

const atMost = (bytes: number): Transform => {
  let seen = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done: TransformCallback) => {
      seen += chunk.length;
      if (seen > bytes) done(new Error(`The file is larger than ${bytes} bytes when it is unpacked.`));
      else done(null, chunk);
    },
  });
};
