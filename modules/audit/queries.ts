import type { LabelPlace } from '#platform/access/subject-source.ts';
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

/** Where the things of one type stand, and the column that people know them by: words of our own, part of the query. */
export type Labelled = LabelPlace & { readonly type: string };

const columns = (labelled: readonly Labelled[]): string =>
  `id, at, actor_id, actor_login, actor_tenant, on_behalf_of, channel, action, subject_type, subject_id,
  ${nameOf(labelled)} as subject_name, outcome, gate, reason, changes, address, method, path, request_id, repeats`;

const idForm = /^[1-9]\d{0,14}$/;

/**
 * What was refused before anybody looked for it has no name: the id is the caller's, and would read names by trying ids.
 */
const nameless = "(gate is not distinct from 'permission' or reason is not distinct from 'not_there')";

/** One look by primary key for each row shown, in the tenant of the audit only: what is another one's has no name here. */
const nameOf = (labelled: readonly Labelled[]): string => {
  if (labelled.length === 0) return 'null::text';
  const cases = labelled.map(({ type, table, id, label }) => {
    return `when '${type}' then (select s.${label} from ${table} s where s.tenant_id = $1::int and s.${id} =
      case when audit.subject_id ~ '^[1-9][0-9]{0,14}$' then audit.subject_id::bigint end)`;
  });
  return `case when ${nameless} then null else case subject_type ${cases.join(' ')} end end`;
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
  /** Types whose things have names here. */
  readonly labelled: readonly Labelled[];
};

/** A tenant's audit, newest first. Each filter by one value has an index that ends in moment and id. */
export const listAudit = ({ tenantId, timeZone, filter, limit, after, labelled }: Wanted): Query<AuditRow[]> => {
  const values: unknown[] = [tenantId, limit];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = [...conditionsOf(filter, { timeZone, labelled, bind }), ...isAfter(after, bind)];
  const text = `select ${columns(labelled)} from audit
    where ${['tenant_id = $1::int', ...conditions].join(' and ')}
    order by at desc, id desc limit $2::int`;
  return sqlQuery<AuditRow>(text, values);
};

type Means = Pick<Wanted, 'timeZone' | 'labelled'> & { readonly bind: Bind };

const conditionsOf = (filter: AuditExportQuery, { timeZone, labelled, bind }: Means): string[] => [
  ...some(filter.actor, (actor) => actorIs(actor, bind)),
  ...some(filter.action, (actions) => actionIs(actions, bind)),
  // A constant, not a parameter: the index of refusals holds refusals only.
  ...some(filter.outcome, (outcome) => [outcome === 'refused' ? "outcome = 'refused'" : "outcome = 'allowed'"]),
  ...some(filter.subject, (subject) => subjectIs(subject, labelled, bind)),
  ...some(filter.from, (from) => [`at >= ${momentOf(from, timeZone, 0, bind)}`]),
  ...some(filter.to, (to) => [`at < ${momentOf(to, timeZone, 1, bind)}`]),
];

const some = <T>(value: T | undefined, condition: (value: T) => string[]): string[] =>
  value === undefined ? [] : condition(value);

/** A login, of which none has capital letters; a number is the id of a user. */
const actorIs = (actor: string, bind: Bind): string[] => {
  if (!idForm.test(actor)) return [`actor_login = ${bind(actor.toLowerCase())}`];
  return [`actor_id = ${bind(actor)}::bigint`];
};

/** One action by equality, so that its index gives the order too. */
const actionIs = (actions: readonly string[], bind: Bind): string[] => {
  const [first] = actions;
  return [actions.length === 1 ? `action = ${bind(first)}` : `action = any(${bind(actions)}::text[])`];
};

/**
 * `ticket`, `ticket:12` by id, `ticket:SR-2026-00012` as people know it, which finds only rows that show this name, and those
 * that were recorded with the text itself.
 */
const subjectIs = (subject: string, labelled: readonly Labelled[], bind: Bind): string[] => {
  const [type = '', ...rest] = subject.split(':');
  const ofType = `subject_type = ${bind(type)}`;
  if (rest.length === 0) return [ofType];
  const given = rest.join(':');
  const id = bind(given);
  const named = labelled.find((each) => each.type === type);
  if (named === undefined) return [ofType, `subject_id = ${id}`];
  const spellings = bind([given, given.toUpperCase(), given.toLowerCase()]);
  const ids = `select s.${named.id}::text from ${named.table} s where s.tenant_id = $1::int and s.${named.label} = any(${spellings}::text[])`;
  return [ofType, `subject_id = any(array_append(array(${ids}), ${id}))`, `(subject_id = ${id} or not ${nameless})`];
};

/** A time as it is; a day begins (or, `daysLater` 1, ends) at midnight of the tenant. */
const momentOf = (text: string, timeZone: string, daysLater: 0 | 1, bind: Bind): string =>
  text.length === 10
    ? `((${bind(text)}::date + ${daysLater})::timestamp at time zone ${bind(timeZone)})`
    : `${bind(text)}::timestamptz`;

const isAfter = (after: AuditKey | null, bind: Bind): string[] =>
  after === null ? [] : [`(at, id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::bigint)`];
