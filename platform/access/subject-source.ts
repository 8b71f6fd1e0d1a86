import { known, mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';
import type { Subject } from './decide.ts';

/** How the house finds a thing of one type, for explanations and for judging refusals. */
export type SubjectSource = {
  /** The thing in this tenant, with its owners; undefined when this tenant has none with that id. */
  readonly load: (tenantId: number, id: number) => Query<Subject | undefined>;
  /**
   * Its table, of which madang_system may select tenant_id and id: the worker that judges refusals asks it whether an
   * id belongs to another tenant.
   */
  readonly table: string;
  /**
   * The column of that table by which people know the thing, such as a number or a name. It stands beside the id of what was
   * done, for whoever may read the audit, so it holds nothing that they may not know.
   */
  readonly label?: string;
  /** Where the label stands when not in that table, and the column of the thing's id there. */
  readonly labelIn?: { readonly table: string; readonly id: string };
};

/** The words of a query for the label of a thing: its table, and the columns of its id and of the label. */
export type LabelPlace = { readonly table: string; readonly id: string; readonly label: string };

/** Throws where a table or a column that becomes part of a query is more than a word. */
export const checkWords = (...names: readonly string[]): void => {
  const wrong = names.find((name) => !/^[a-z][a-z_]{0,62}$/.test(name));
  if (wrong !== undefined) throw new Error(`${wrong} is not the name of a table or a column`);
};

/** Where the names of a source stand, fit to be part of a query; undefined where its things have only their ids. */
export const labelOf = ({ table, label, labelIn = { table, id: 'id' } }: SubjectSource): LabelPlace | undefined => {
  if (label === undefined) return undefined;
  checkWords(labelIn.table, labelIn.id, label);
  return { ...labelIn, label };
};

/** What people know a thing of this tenant by; null where it has only its id, or is not there. */
export const findLabel = (source: SubjectSource, tenantId: number, id: number): Query<string | null> => {
  const named = labelOf(source);
  if (named === undefined) return known(null);
  return mapQuery(
    sqlQuery<{ label: string }>(
      `select ${named.label} as label from ${named.table} where tenant_id = $1::int and ${named.id} = $2::bigint`,
      [tenantId, id],
    ),
    ([row]) => row?.label ?? null,
  );
};
