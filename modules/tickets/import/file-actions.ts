import { basename } from 'node:path';
import type { Actor } from '#platform/audit/entry.ts';
import { readOnce, tenantTx } from '#platform/db/tenant-tx.ts';
import { problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import { CsvUnreadable } from './csv.ts';
import { hashOf, rowsOf } from './file.ts';
import { type BatchResult, type Importing, importBatch } from './import-actions.ts';
import { type Mapping, mappingText } from './mapping.ts';
import { findFirstAdministrator, findImport } from './queries.ts';
import { rehearsal } from './rehearsal.ts';
import { documentOf, type FileRow, type ImportDocument, type RowFault } from './row.ts';

export type ImportWish = {
  readonly tenantId: number;
  readonly path: string;
  readonly mapping: Mapping;
  readonly actor: Actor;
  /** Looks at every row and writes nothing. */
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  /** How many rows are one transaction; 1000 unless said otherwise. */
  readonly rowsAtOnce?: number;
  readonly told: (progress: { readonly rows: number; readonly created: number; readonly refused: number }) => void;
};
export type ImportResult = {
  /** Rows that were looked at. */
  readonly rows: number;
  readonly created: number;
  readonly refused: number;
  /** Rows that an earlier run has seen to. */
  readonly skipped: number;
  /** The first thousand of what was refused, in the file's order. */
  readonly errors: readonly RowFault[];
  /** From where on the file cannot be read as rows; what stands before was seen to. Null: to its end. */
  readonly broken: RowFault | null;
};

const ROWS_AT_ONCE = 1000;
const MOST_ERRORS_TOLD = 1000;

/**
 * Imports a CSV file as tickets of a tenant: good rows go in, in the file's order, bad ones are told with their lines. Run
 * again it goes on where it stood, or adds nothing. When aborted it ends after the rows in hand; a file that breaks off is never finished. Throws 422 for a column
 * that the file lacks, or when nobody is there to request; else what the file system throws.
 */
export const importFile = async (kernel: Kernel, wish: ImportWish): Promise<ImportResult> => {
  const { database } = kernel;
  const { tenantId, path, mapping, actor, isDryRun } = wish;
  const key = { sha256: await hashOf(path), mapping: mappingText(mapping) };
  const context = { tenantId, proof: null };
  const before = await readOnce(database.app, context, findImport(tenantId, key));
  const requester = (await readOnce(database.app, context, findFirstAdministrator(tenantId))) ?? null;
  if (requester === null && !mapping.has('requester')) {
    throw problem(
      422,
      'tickets.import_requester',
      'The tenant has no administrator to be the requester: map a column to requester.',
    );
  }
  const importing: Importing = { ...key, fileName: basename(path), requester };
  const through = before?.through_line ?? 0;
  const dry = rehearsal(kernel, { ...context, actor }, importing);
  const write: Write = (rows, comes) => {
    const fresh = rows.filter(({ line }) => line > through);
    if (isDryRun) return dry.batch(fresh);
    const isLast = comes === 'nothing';
    if (fresh.length === 0 && (!isLast || before?.finished_at != null)) return Promise.resolve(NOTHING);
    return tenantTx(database.exports, { ...context, actor }, (tx) => importBatch(tx, importing, { rows, isLast }), {
      statementTimeout: 120_000,
      // The last commit takes all before it to the disk; after a crash before that, the import goes on where it stood.
      bulk: comes === 'more',
    });
  };
  const result = await inBatches(wish, through, write);
  if (isDryRun) await dry.finish();
  return result;
};

/** What comes after these rows: more of them, what cannot be read, or nothing. */
type Comes = 'more' | 'wreck' | 'nothing';
type Write = (rows: readonly Row[], comes: Comes) => Promise<BatchResult>;
const NOTHING: BatchResult = { created: 0, refused: [] };

type Row = ImportDocument | RowFault;

type Hand = (rows: readonly Row[], comes: Comes) => Promise<void>;

/** Reads the next rows while the ones before are written. */
const inBatches = async (wish: ImportWish, through: number, write: Write): Promise<ImportResult> => {
  const total = { rows: 0, created: 0, refused: 0, skipped: 0, errors: [] as RowFault[] };
  let writing: Promise<void> = Promise.resolve();
  const hand: Hand = async (rows, comes) => {
    await writing;
    writing = write(rows, comes).then(({ created, refused }) => {
      total.rows += rows.length;
      total.created += created;
      total.refused += refused.length;
      total.skipped += rows.filter(({ line }) => line <= through).length;
      total.errors.push(...refused.slice(0, MOST_ERRORS_TOLD - total.errors.length));
      wish.told(total);
    });
    // It is awaited before the next ones are handed over; until then a failure must not end the process.
    writing.catch(() => undefined);
  };
  try {
    const broken = await readBatches(wish, hand);
    await writing;
    return { ...total, broken };
  } finally {
    await writing.catch(() => undefined);
  }
};

/** Hands over all rows of the file; answers where they could not be told apart any more. */
const readBatches = async (wish: ImportWish, hand: Hand): Promise<RowFault | null> => {
  const { signal, rowsAtOnce = ROWS_AT_ONCE } = wish;
  let rows: Row[] = [];
  let broken: RowFault | null = null;
  try {
    for await (const row of documentsOf(wish)) {
      if (signal.aborted) return null;
      rows.push(row);
      if (rows.length < rowsAtOnce) continue;
      await hand(rows, 'more');
      rows = [];
    }
  } catch (error) {
    if (!(error instanceof CsvUnreadable)) throw error;
    broken = { line: error.line, field: null, message: error.message };
  }
  if (!signal.aborted) await hand(rows, broken === null ? 'nothing' : 'wreck');
  return broken;
};

async function* documentsOf({ path, mapping, tenantId }: ImportWish): AsyncGenerator<Row> {
  for await (const row of rowsOf(path)) {
    if ('message' in row) yield row;
    else if (row.line === 0) checkColumns(row, mapping);
    else yield documentOf(row, mapping, tenantId);
  }
}

const checkColumns = ({ values }: FileRow, mapping: Mapping): void => {
  const missing = [...mapping.values()].filter((column) => !values.has(column));
  if (missing.length === 0) return;
  const has = [...values.keys()].join(', ');
  throw problem(422, 'tickets.import_column', `The file has no column ${missing.join(', ')}; it has ${has}.`);
};
