import type { Query } from '#platform/db/query.ts';
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
};
