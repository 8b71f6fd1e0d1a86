import { mapQuery, onlyRow, type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';

export type ImportKey = { readonly sha256: Buffer; readonly mapping: string };
export type ImportState = {
  readonly id: number;
  readonly through_line: number;
  readonly created: number;
  readonly refused: number;
  readonly finished_at: string | null;
};

const columns = 'id, through_line, created, refused, finished_at';

/** Where an import of this file stands; undefined when there was none. */
export const findImport = (tenantId: number, { sha256, mapping }: ImportKey): Query<ImportState | undefined> =>
  mapQuery(
    sqlQuery<ImportState>(
      `select ${columns} from ticket_import where tenant_id = $1::int and sha256 = $2::bytea and mapping = $3`,
      [tenantId, sha256, mapping],
    ),
    ([row]) => row,
  );

/** Begins an import unless it was begun before; locked until the transaction ends, so that two of them take turns. */
export const lockImport = (tenantId: number, { sha256, mapping }: ImportKey, fileName: string): Query<ImportState> => {
  const begun = sqlRun(
    `insert into ticket_import (tenant_id, sha256, mapping, file_name) values ($1::int, $2::bytea, $3, $4)
     on conflict (tenant_id, sha256, mapping) do nothing`,
    [tenantId, sha256, mapping, fileName],
  );
  const locked = sqlQuery<ImportState>(
    `select ${columns} from ticket_import where tenant_id = $1::int and sha256 = $2::bytea and mapping = $3
     for no key update`,
    [tenantId, sha256, mapping],
  );
  return {
    statements: [...begun.statements, ...locked.statements],
    answer: (results) => onlyRow((results[1] ?? []) as unknown as ImportState[]),
  };
};

export type Progress = {
  readonly throughLine: number;
  readonly created: number;
  readonly refused: number;
  readonly isFinished: boolean;
};

/** How far it has come with what this transaction did. */
export const advanceImport = (tenantId: number, id: number, progress: Progress): Query<number> =>
  sqlRun(
    `update ticket_import set through_line = greatest(through_line, $3::int), created = created + $4::int,
       refused = refused + $5::int, finished_at = case when $6::boolean then now() end
     where tenant_id = $1::int and id = $2::bigint`,
    [tenantId, id, progress.throughLine, progress.created, progress.refused, progress.isFinished],
  );

/** The tenant's first administrator, its own before staff from elsewhere. */
export const findFirstAdministrator = (
  tenantId: number,
): Query<{ readonly id: number; readonly name: string } | undefined> =>
  mapQuery(
    sqlQuery<{ id: number; name: string }>(
      `select user_id as id, name from tenant_member
       where tenant_id = $1::int and role = 'ADMIN' and status = 'active' order by kind <> 'own', user_id limit 1`,
      [tenantId],
    ),
    ([row]) => row,
  );

/** The people with these logins. */
export const findRequesters = (
  tenantId: number,
  logins: readonly string[],
): Query<{ readonly id: number; readonly name: string; readonly login: string }[]> =>
  sqlQuery(
    `select user_id as id, name, login from tenant_member
     where tenant_id = $1::int and status = 'active' and login = any ($2::text[])`,
    [tenantId, logins],
  );
