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
  readonly subject_name: string | null;
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

/** Where the things of one type stand, and the column that people know them by. */
export type Labelled = { readonly type: string; readonly table: string; readonly label: string };

const columns = (labelled: readonly Labelled[]): string =>
  `id, at, actor_id, actor_login, actor_tenant, on_behalf_of, channel, action, subject_type, subject_id,
  ${nameOf(labelled)} as subject_name, outcome, gate, reason, changes, address, method, path, request_id, repeats`;

const word = /^[a-z][a-z_]{0,62}$/;

/**
 * One look by primary key for each row shown, in the tenant of the audit only: what is another one's has no name here. Nor
 * has what was refused before anybody looked for it: the id is the caller's, and would read names by trying ids.
 */
const nameOf = (labelled: readonly Labelled[]): string => {
  if (labelled.length === 0) return 'null::text';
  const cases = labelled.map(({ type, table, label }) => {
    if (![type, table, label].every((name) => word.test(name))) throw new Error(`${table}.${label} is not a column`);
    return `when '${type}' then (select s.${label} from ${table} s where s.tenant_id = $1::int and s.id =
      case when audit.subject_id ~ '^[1-9][0-9]{0,14}$' then audit.subject_id::bigint end)`;
  });
  return `case when gate is not distinct from 'permission' or reason is not distinct from 'not_there' then null
    else case subject_type ${cases.join(' ')} end end`;
};

/** One row of a tenant's audit. */
export const findAuditEntry = (
  tenantId: number,
  id: number,
  labelled: readonly Labelled[],
): Query<AuditRow | undefined> =>
  mapQuery(
    sqlQuery<AuditRow>(`select ${columns(labelled)} from audit where tenant_id = $1::int and id = $2::bigint`, [
      tenantId,
      id,
    ]),
    ([row]) => row,
  );

type Bind = (value: unknown) => string;

type Wanted = {
  readonly tenantId: number;
  readonly timeZone: string;
  readonly filter: AuditExportQuery;
  readonly limit: number;
  readonly after: AuditKey | null;
  /** Types whose things are named; no others are looked up. */
  readonly labelled: readonly Labelled[];
};

/** A tenant's audit, newest first. Each filter has an index that ends in moment and id. */
export const listAudit = ({ tenantId, timeZone, filter, limit, after, labelled }: Wanted): Query<AuditRow[]> => {
  const values: unknown[] = [tenantId, limit];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = [...conditionsOf(filter, timeZone, bind), ...isAfter(after, bind)];
  const text = `select ${columns(labelled)} from audit
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

/** A login, of which none has capital letters; a number is the id of a user. */
const actorIs = (actor: string, bind: Bind): string[] => {
  if (!/^[1-9]\d{0,15}$/.test(actor)) return [`actor_login = ${bind(actor.toLowerCase())}`];
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
