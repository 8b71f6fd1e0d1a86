import { mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';
import type { AuditExportQuery } from './contract.ts';

/** A row of the audit as the viewer reads it. */
export type AuditRow = {
  readonly id: number;
  readonly at: string;
  readonly actor_id: number | null;
  readonly actor_login: string | null;
  readonly actor_tenant: string | null;
  readonly on_behalf_of: number | null;
  readonly channel: 'web' | 'api' | 'cli' | 'job';
  readonly action: string;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly outcome: 'allowed' | 'refused';
  readonly gate: 'principal' | 'tenant' | 'permission' | 'row' | null;
  readonly reason: string | null;
  readonly changes: Readonly<Record<string, unknown>> | null;
  readonly address: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly request_id: string | null;
  readonly repeats: number;
};

/** Where a page goes on: moment and id of the last row shown. */
export type AuditKey = readonly [at: string, id: number];

const COLUMNS = `id, at, actor_id, actor_login, actor_tenant, on_behalf_of, channel, action, subject_type, subject_id,
  outcome, gate, reason, changes, address, method, path, request_id, repeats`;

/** One row of a tenant's audit. */
export const findAuditEntry = (tenantId: number, id: number): Query<AuditRow | undefined> =>
  mapQuery(
    sqlQuery<AuditRow>(`select ${COLUMNS} from audit where tenant_id = $1::int and id = $2::bigint`, [tenantId, id]),
    ([row]) => row,
  );

type Bind = (value: unknown) => string;

/** A tenant's audit, newest first. Each filter has an index that ends in moment and id. */
export const listAudit = (
  tenantId: number,
  timeZone: string,
  filter: AuditExportQuery,
  limit: number,
  after: AuditKey | null,
): Query<AuditRow[]> => {
  const values: unknown[] = [tenantId, limit];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = [...conditionsOf(filter, timeZone, bind), ...isAfter(after, bind)];
  const text = `select ${COLUMNS} from audit
    where ${['tenant_id = $1::int', ...conditions].join(' and ')}
    order by at desc, id desc limit $2::int`;
  return sqlQuery<AuditRow>(text, values);
};

const conditionsOf = (filter: AuditExportQuery, timeZone: string, bind: Bind): string[] => [
  ...some(filter.actor, (actor) => actorIs(actor, bind)),
  ...some(filter.action, (action) => [`action = ${bind(action)}`]),
  // A constant, not a parameter: the index of refusals holds refusals only.
  ...some(filter.outcome, (outcome) => [outcome === 'refused' ? "outcome = 'refused'" : "outcome = 'allowed'"]),
  ...some(filter.subject, (subject) => subjectIs(subject, bind)),
  ...some(filter.from, (from) => [`at >= ${momentOf(from, timeZone, 0, bind)}`]),
  ...some(filter.to, (to) => [`at < ${momentOf(to, timeZone, 1, bind)}`]),
];

const some = <T>(value: T | undefined, condition: (value: T) => string[]): string[] =>
  value === undefined ? [] : condition(value);

/** A login as it was written; a number is the id of a user. */
const actorIs = (actor: string, bind: Bind): string[] => {
  if (!/^[1-9]\d{0,15}$/.test(actor)) return [`actor_login = ${bind(actor)}`];
  return [`actor_id = ${bind(actor)}::bigint`];
};

const subjectIs = (subject: string, bind: Bind): string[] => {
  const [type = '', ...rest] = subject.split(':');
  const ofType = `subject_type = ${bind(type)}`;
  return rest.length === 0 ? [ofType] : [ofType, `subject_id = ${bind(rest.join(':'))}`];
};

/** A time as it is; a day begins (or, `daysLater` 1, ends) at midnight of the tenant. */
const momentOf = (text: string, timeZone: string, daysLater: 0 | 1, bind: Bind): string =>
  text.length === 10
    ? `((${bind(text)}::date + ${daysLater})::timestamp at time zone ${bind(timeZone)})`
    : `${bind(text)}::timestamptz`;

const isAfter = (after: AuditKey | null, bind: Bind): string[] =>
  after === null ? [] : [`(at, id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::bigint)`];
