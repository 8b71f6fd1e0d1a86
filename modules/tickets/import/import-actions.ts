import { numberingSql } from '#modules/numbering/api.ts';
import type { Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { kinds, type TicketKind } from '../contract.ts';
import { createdRow, ruleOf } from '../create/actions.ts';
import { ensureCategories } from '../create/category-queries.ts';
import { createTickets, type NewDocument, newDocument } from '../create/queries.ts';
import { advanceImport, findRequesters, type ImportKey, lockImport } from './queries.ts';
import { type ImportDocument, isFault, type RowFault } from './row.ts';

export type Batch = {
  readonly rows: readonly (ImportDocument | RowFault)[];
  /** Nothing comes after it. */
  readonly isLast: boolean;
};
export type Importing = ImportKey & {
  readonly fileName: string;
  /** Whoever requests where the file does not say. */
  readonly requester: { readonly id: number; readonly name: string } | null;
};
export type BatchResult = { readonly created: number; readonly refused: readonly RowFault[] };

/**
 * Writes a batch of rows with their numbers in the file's order, and how far the import has come, in one transaction. Rows
 * that an earlier run has written are passed over. Throws 422 when the numbering rule is missing or has run out.
 */
export const importBatch = async (tx: Tx, importing: Importing, batch: Batch): Promise<BatchResult> => {
  const state = await tx.run(lockImport(tx.tenantId, importing, importing.fileName));
  const fresh = batch.rows.filter(({ line }) => line > state.through_line);
  const { documents, refused } = await judgeRows((query) => tx.run(query), tx.tenantId, importing, fresh);
  for (const kind of kinds)
    await createKind(
      tx,
      kind,
      documents.filter(({ document }) => document.kind === kind),
    );
  await tx.run(
    advanceImport(tx.tenantId, state.id, {
      throughLine: Math.max(0, ...batch.rows.map(({ line }) => line)),
      created: documents.length,
      refused: refused.length,
      isFinished: batch.isLast,
    }),
  );
  if (documents.length > 0) tx.record(auditOf(state.id, importing.fileName, documents));
  return { created: documents.length, refused };
};

type Requested = {
  readonly document: ImportDocument;
  readonly requester: { readonly id: number; readonly name: string };
};

export type Ask = <T>(query: Query<T>) => Promise<T>;

/** Which rows become tickets of whom, and which are refused, both in the file's order. */
export const judgeRows = async (
  ask: Ask,
  tenantId: number,
  { requester }: Importing,
  rows: readonly (ImportDocument | RowFault)[],
): Promise<{ readonly documents: readonly Requested[]; readonly refused: readonly RowFault[] }> => {
  const logins = [...new Set(rows.flatMap((row) => (isFault(row) ? [] : (row.requester ?? []))))];
  const people = logins.length === 0 ? [] : await ask(findRequesters(tenantId, logins));
  const byLogin = new Map(people.map((person) => [person.login, person]));
  const documents: Requested[] = [];
  const refused: RowFault[] = [];
  for (const row of rows) {
    const found = isFault(row) || row.requester === null ? requester : byLogin.get(row.requester);
    if (isFault(row)) refused.push(row);
    else if (found) documents.push({ document: row, requester: found });
    else refused.push({ line: row.line, field: 'requester', message: 'is nobody in this tenant' });
  }
  return { documents, refused };
};

const createKind = async (tx: Tx, kind: TicketKind, all: readonly Requested[]): Promise<void> => {
  if (all.length === 0) return;
  const names = [...new Set(all.flatMap(({ document }) => document.category ?? []))];
  const categories =
    names.length === 0 ? new Map<string, number>() : await tx.run(ensureCategories(tx.tenantId, names));
  const documents = all.map(({ document, requester }): NewDocument => {
    const { title, body, impact, urgency, tags, category, words } = document;
    const row = {
      title,
      body,
      channel: 'import' as const,
      impact,
      urgency,
      tags,
      categoryId: category === null ? null : (categories.get(category) ?? null),
      requesterId: requester.id,
      requesterName: requester.name,
      onBehalfOf: null,
      words,
    };
    return newDocument(row, null);
  });
  const batch = { tenantId: tx.tenantId, kind, rule: ruleOf(kind), at: tx.now, documents };
  const made = await tx.run(createTickets(numberingSql, batch));
  const last = made.map((created) => createdRow(created, kind)).at(-1);
  // One event for all of them: an open list looks again.
  if (last !== undefined)
    tx.emit({ topic: 'tickets', subject: { type: 'ticket', id: last.id }, version: last.version, change: 'created' });
};

const auditOf = (id: number, fileName: string, documents: readonly Requested[]) => {
  const lines = documents.map(({ document }) => document.line);
  const to = { file: fileName, rows: documents.length, firstLine: lines[0], lastLine: lines.at(-1) };
  return { action: 'ticket.import', subject: { type: 'ticket_import', id }, changes: { tickets: { from: null, to } } };
};
