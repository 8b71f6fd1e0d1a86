import type { Functions } from './access/matrix.ts';
import type { TenantRef } from './access/principal.ts';
import type { SubjectSource } from './access/subject-source.ts';
import type { ConstraintAnswers } from './db/sql-error.ts';
import type { Tx } from './db/tenant-tx.ts';
import type { StreamTopic } from './events/events.ts';
import type { Listener } from './events/listener.ts';
import type { Route } from './http/route.ts';
import type { Titles } from './i18n/titles.ts';
import type { Job } from './jobs/jobs.ts';

/** One capability of the house, as data: what it adds to the role matrix, the API, the jobs and the live stream. */
export type Module = {
  readonly name: string;
  /** One sentence on what the module is. */
  readonly purpose: string;
  /** Lines of the role matrix. */
  readonly functions?: Functions;
  /** The kinds of things it owns that decisions are about, by the type that stands in audit rows and explanations. */
  readonly subjects?: Readonly<Record<string, SubjectSource>>;
  readonly routes?: readonly Route[];
  /** Words for the constraints of its tables that a caller may run into. */
  readonly constraints?: ConstraintAnswers;
  /** What its problems are called, in Korean and English. */
  readonly titles?: Titles;
  readonly jobs?: readonly Job[];
  readonly listens?: readonly Listener[];
  readonly stream?: readonly StreamTopic[];
  /** What a new tenant needs of this module, in the transaction that makes the tenant. */
  readonly prepareTenant?: (tx: Tx, tenant: TenantRef) => Promise<void>;
};

/** The one export of a module.ts. */
export const defineModule = (module: Module): Module => module;
