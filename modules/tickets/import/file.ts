import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Problem, problem } from '#platform/http/problem.ts';
import { type CsvRow, csvRows } from './csv.ts';
import type { FileRow, RowFault } from './row.ts';

/** A decompressed file may be this large: more is a bomb or a mistake. */
const MOST_BYTES = 4 * 2 ** 30;

/** SHA-256 of the file as it lies there. Throws what the file system throws. */
export const hashOf = async (path: string): Promise<Buffer> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
};

/**
 * The rows of a CSV file, gzipped or not, in their order; broken ones as faults with the line they begin on. The first row
 * names the columns. Memory does not grow with the file. Throws CsvUnreadable where the rows cannot be told apart any more,
 * 422 for a file that cannot be unpacked or has no proper first row, and what the file system throws.
 */
export async function* rowsOf(path: string): AsyncGenerator<FileRow | RowFault> {
  let columns: readonly string[] | null = null;
  for await (const row of csvRows(plainBytes(path))) {
    if (columns === null) {
      if (row.fault !== null) throw unusable(`The first row of the file, which names the columns, ${row.fault}.`);
      columns = row.cells.map((cell) => cell.toString('utf8').trim());
      yield { line: 0, values: new Map(columns.map((column) => [column, ''])) };
    } else yield rowOf(columns, row);
  }
}

async function* plainBytes(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  const plain = (await isGzip(path)) ? source.pipe(createGunzip()) : source;
  const bounded = plain.pipe(atMost(MOST_BYTES));
  for (const stream of [source, plain]) stream.on('error', (error: Error) => bounded.destroy(error));
  try {
    for await (const chunk of bounded) yield chunk as Buffer;
  } catch (error) {
    const isPacking = String((error as NodeJS.ErrnoException).code).startsWith('Z_');
    throw isPacking ? unusable('The file cannot be unpacked: it is damaged or not whole.') : error;
  } finally {
    source.destroy();
  }
}

const unusable = (sentence: string): Problem => problem(422, 'tickets.import_file', sentence);

/** The row, or what is wrong with it before anybody looks at what it says. */
const rowOf = (columns: readonly string[], { line, cells, fault }: CsvRow): FileRow | RowFault => {
  if (fault !== null) return { line, field: null, message: fault };
  if (cells.length !== columns.length) {
    return { line, field: null, message: `has ${cells.length} cells instead of ${columns.length}` };
  }
  const values = new Map<string, string>();
  for (const [at, column] of columns.entries()) {
    const text = decoded(cells[at]);
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
      if (seen > bytes) done(unusable(`The file is larger than ${bytes} bytes when it is unpacked.`));
      else done(null, chunk);
    },
  });
};
