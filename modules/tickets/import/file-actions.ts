import { basename } from 'node:path';
import type { Actor } from '#platform/audit/entry.ts';
import { readOnce, tenantTx } from '#platform/db/tenant-tx.ts';
import { problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import { hashOf, rowsOf } from './file.ts';
import { type BatchResult, type Importing, importBatch } from './import-actions.ts';
import { type Mapping, mappingText } from './mapping.ts';
import { findFirstAdministrator, findImport } from './queries.ts';
import { documentOf, type FileRow, type ImportDocument, isFault, type RowFault } from './row.ts';

export type ImportWish = {
  readonly tenantId: number;
  readonly path: string;
  readonly mapping: Mapping;
  readonly actor: Actor;
  /** Looks at every row and writes nothing. */
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  readonly told: (progress: { readonly rows: number; readonly created: number; readonly refused: number }) => void;
};
export type ImportResult = {
  /** Rows that were looked at. */
  readonly rows: number;
  readonly created: number;
  readonly refused: number;
  /** Rows that an earlier run has seen to. */
  readonly skipped: number;
  /** The first thousand of what was refused. */
  readonly errors: readonly RowFault[];
};

const ROWS_AT_ONCE = 1000;
const MOST_ERRORS_TOLD = 1000;

/**
 * Imports a CSV file as tickets of a tenant: good rows go in, in the file's order, bad ones are told with their lines. Run
 * again it goes on where it stood, or adds nothing. When aborted it ends after the rows in hand. Throws 422 for a column
 * that the file lacks, or when nobody is there to request; else what the file system throws.
 */
export const importFile = async ({ database }: Kernel, wish: ImportWish): Promise<ImportResult> => {
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
  const write = (rows: readonly Row[], isLast: boolean): Promise<BatchResult> => {
    const fresh = rows.filter(({ line }) => line > through);
    if (isDryRun) return Promise.resolve(tried(fresh));
    if (fresh.length === 0 && (!isLast || before?.finished_at != null)) return Promise.resolve(tried([]));
    return tenantTx(database.exports, { ...context, actor }, (tx) => importBatch(tx, importing, { rows, isLast }), {
      statementTimeout: 120_000,
      // The last commit takes all before it to the disk; after a crash before that, the import goes on where it stood.
      unflushed: !isLast,
    });
  };
  return await inBatches(wish, through, write);
};

type Row = ImportDocument | RowFault;

const tried = (rows: readonly Row[]): BatchResult => ({
  created: rows.filter((row) => !isFault(row)).length,
  refused: rows.filter(isFault),
});

/** Reads the next rows while the ones before are written. */
const inBatches = async (
  wish: ImportWish,
  through: number,
  write: (rows: readonly Row[], isLast: boolean) => Promise<BatchResult>,
): Promise<ImportResult> => {
  const total = { rows: 0, created: 0, refused: 0, skipped: 0, errors: [] as RowFault[] };
  let writing: Promise<void> = Promise.resolve();
  const hand = async (rows: readonly Row[], isLast: boolean): Promise<void> => {
    await writing;
    writing = write(rows, isLast).then(({ created, refused }) => {
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
  let rows: Row[] = [];
  for await (const row of documentsOf(wish)) {
    if (wish.signal.aborted) break;
    rows.push(row);
    if (rows.length < ROWS_AT_ONCE) continue;
    await hand(rows, false);
    rows = [];
  }
  if (!wish.signal.aborted) await hand(rows, true);
  await writing;
  return total;
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
