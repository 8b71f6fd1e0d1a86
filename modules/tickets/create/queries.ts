import { mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';
import type { Channel, Level, TicketKind } from '../contract.ts';
import type { TicketRow } from '../queries.ts';
import { priorityOf } from '../show-ticket.ts';

/** A document before it has a number, as far as the database is concerned. */
export type NewTicketRow = {
  readonly title: string;
  readonly body: string;
  readonly channel: Channel;
  readonly impact: Level;
  readonly urgency: Level;
  readonly categoryId: number | null;
  /** A member of the tenant. */
  readonly requesterId: number;
  readonly requesterName: string;
  readonly onBehalfOf: number | null;
  readonly tags: readonly string[];
  /** Lexemes of title and body, each behind the tenant's id. */
  readonly words: readonly string[];
};

/** Who made a document and through what, as its audit row names them. */
export type Author = {
  readonly id: number | null;
  readonly login: string | null;
  readonly tenantCode: string | null;
  readonly channel: string;
  readonly address: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly requestId: string | null;
};

/** How numbering writes itself into a statement; numbering's api.ts has it. */
type NumberingSql = {
  readonly ctes: (code: string, at: string, count: string) => string;
  readonly number: (sequence: string) => string;
  readonly ledger: (rows: string, subjectType: string) => string;
};

/** What became of one document of a batch. */
export type Created =
  | { readonly outcome: 'created'; readonly row: TicketRow }
  | { readonly outcome: 'category_unknown' | 'person_unknown' | 'rule_missing' | 'overflow' };

/** A document as its batch sends it: put into words before its turn comes, when nobody waits for that. */
export type NewDocument = { readonly row: NewTicketRow; readonly author: Author | null; readonly json: string };

/** With its author an audit row and an event are written; without, the caller accounts for its documents as a whole. */
export const newDocument = (row: NewTicketRow, author: Author | null): NewDocument => {
  const { impact, urgency, words } = row;
  // One text is read in a third of the time of an array in JSON, and no word has a comma.
  const sent = { ...row, words: words.join(','), priority: priorityOf(impact, urgency), ...actorOf(author) };
  return { row, author, json: JSON.stringify(sent) };
};

export type NewBatch = {
  readonly tenantId: number;
  readonly kind: TicketKind;
  /** The numbering rule's code. */
  readonly rule: string;
  /** The moment that all of them are made at; their numbers count in its period. */
  readonly at: Date;
  /** With authors all of them, or none. */
  readonly documents: readonly NewDocument[];
};

/**
 * Makes tickets of one kind in ONE statement: counter, tickets, words, tags, ledger, audit and outbox. A document that
 * refers to what is not there is left out and takes no number; the others are numbered without a gap in their order.
 */
export const createTickets = (numbering: NumberingSql, batch: NewBatch): Query<Created[]> => {
  const { tenantId, documents, kind, rule, at } = batch;
  const shape = {
    refers: documents.some(({ row }) => row.categoryId !== null || row.onBehalfOf !== null),
    tagged: documents.some(({ row }) => row.tags.length > 0),
    accounted: documents.some(({ author }) => author !== null),
  };
  const values = [tenantId, `[${documents.map(({ json }) => json).join(',')}]`, kind, rule, at];
  return mapQuery(sqlQuery<MadeRow>(textOf(numbering, shape), values), (rows) =>
    documents.map(({ row }, place) => toCreated(batch, row, rows[place])),
  );
};

const actorOf = (author: Author | null) =>
  author && {
    actorId: author.id,
    actorLogin: author.login,
    actorTenant: author.tenantCode,
    actorChannel: author.channel,
    address: author.address,
    method: author.method,
    path: author.path,
    requestId: author.requestId,
  };

type MadeRow = {
  readonly outcome: Created['outcome'];
  readonly id: number;
  readonly number: string;
  readonly on_behalf_of_name: string | null;
  readonly category_name: string | null;
};

const toCreated = (batch: NewBatch, document: NewTicketRow, made: MadeRow | undefined): Created => {
  if (made === undefined) throw new Error('A document of the batch has no answer');
  if (made.outcome !== 'created') return { outcome: made.outcome };
  const moment = batch.at.toISOString();
  const row: TicketRow = {
    id: made.id,
    number: made.number,
    kind: batch.kind,
    title: document.title,
    body: document.body,
    channel: document.channel,
    status: 'received',
    priority: priorityOf(document.impact, document.urgency),
    impact: document.impact,
    urgency: document.urgency,
    category_id: document.categoryId,
    category_name: made.category_name,
    requester_id: document.requesterId,
    requester_name: document.requesterName,
    on_behalf_of_id: document.onBehalfOf,
    on_behalf_of_name: made.on_behalf_of_name,
    owner_id: document.onBehalfOf ?? document.requesterId,
    assignee_id: null,
    assignee_name: null,
    team: null,
    tags: document.tags,
    due: null,
    resolution: null,
    parent_id: null,
    merged_into_id: null,
    version: 1,
    created_at: moment,
    updated_at: moment,
    resolved_at: null,
    closed_at: null,
  };
  return { outcome: 'created', row };
};

/** What a batch needs of the statement; the plain one is that of most batches. */
type Shape = { readonly refers: boolean; readonly tagged: boolean; readonly accounted: boolean };

const columns = `title text, body text, channel text, impact smallint, urgency smallint, priority smallint,
    "categoryId" bigint, "requesterId" bigint, "onBehalfOf" bigint, tags text[], words text`;
const authorColumns = `, "actorId" bigint, "actorLogin" text, "actorTenant" text, "actorChannel" text, address text,
    method text, path text, "requestId" text`;
const names = (list: string, of: string): string => list.replace(/"?\b(\w+)"? (text\[\]|\w+)/g, `${of}."$1"`);

const sent = (fields: string): string => `rows from (json_to_recordset($2::json) as (${fields})) with ordinality`;
// Who refers to nothing cannot be at fault: then the documents' places in the batch are their places in the numbers.
const referring = (fields: string): string => `given as materialized (
  select d.ordinality as at, ${names(fields, 'd')}, f.fault, row_number() over (partition by f.fault order by d.ordinality) - 1
    as place, o.name as on_behalf_of_name, c.name as category_name
  from ${sent(fields)} as d
  left join tenant_member o on o.tenant_id = $1::int and o.user_id = d."onBehalfOf" and o.status = 'active'
  left join ticket_category c on c.tenant_id = $1::int and c.id = d."categoryId"
  cross join lateral (select case
    when d."onBehalfOf" is not null and o.user_id is null then 'person_unknown'
    when d."categoryId" is not null and c.id is null then 'category_unknown'
    else ''
  end as fault) f
), `;

const tagRows = `, tag_rows as (
  insert into ticket_tag (tenant_id, tag, ticket_id) select $1::int, tag, n.id from numbered n, unnest(n.tags) as tag
)`;
const accounts = `, audit_rows as (
  insert into audit (tenant_id, actor_id, actor_login, actor_tenant, on_behalf_of, channel, action, subject_type, subject_id,
    changes, address, method, path, request_id)
  select $1::int, n."actorId", n."actorLogin", n."actorTenant", n."onBehalfOf", n."actorChannel", 'ticket.create', 'ticket',
    n.id::text, jsonb_build_object('number', jsonb_build_object('from', null, 'to', n.number)), n.address, n.method, n.path,
    n."requestId"
  from numbered n
), outbox_rows as (
  insert into outbox (tenant_id, topic, subject_type, subject_id, version, change)
  select $1::int, 'tickets', 'ticket', n.id, 1, 'created' from numbered n
)`;

const texts = new Map<string, string>();

/** The statement of a shape, made once: a connection knows its prepared statements by their text. */
const textOf = (numbering: NumberingSql, shape: Shape): string => {
  const key = `${shape.refers} ${shape.tagged} ${shape.accounted}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = statementText(numbering, shape);
  texts.set(key, text);
  return text;
};

// $1 tenant, $2 documents, $3 kind, $4 rule, $5 moment. Places are counted from 0.
const statementText = (numbering: NumberingSql, { refers, tagged, accounted }: Shape): string => {
  const fields = accounted ? columns + authorColumns : columns;
  const count = refers ? "select count(*) from given g where g.fault = ''" : 'json_array_length($2::json)';
  const source = refers ? "given g where g.fault = ''" : `${sent(fields)} as g`;
  const sequence = `b.first + ${refers ? 'g.place' : '(g.ordinality - 1)'} * r.step`;
  const at = refers ? 'g.at' : 'g.ordinality as at';
  return `with ${refers ? referring(fields) : ''}${numbering.ctes('$4', '$5::timestamptz', count)}, numbered as materialized (
  select nextval('ticket_id_seq') as id, ${sequence} as sequence, ${numbering.number(sequence)} as number, ${at},
    ${names(fields, 'g')}
  from numbering_rule_now r, numbering_block b, ${source}
), ticket_rows as (
  insert into ticket (tenant_id, id, number, kind, title, body, channel, impact, urgency, priority, category_id, requester_id,
    on_behalf_of_id, owner_id, tags, created_at, updated_at)
  overriding system value
  select $1::int, n.id, n.number, $3, n.title, n.body, n.channel, n.impact, n.urgency, n.priority, n."categoryId",
    n."requesterId", n."onBehalfOf", coalesce(n."onBehalfOf", n."requesterId"), n.tags, $5::timestamptz, $5::timestamptz
  from numbered n
), word_rows as (
  insert into ticket_search (tenant_id, ticket_id, created_at, words)
  select $1::int, n.id, $5::timestamptz, array_to_tsvector(string_to_array(n.words, ',')) from numbered n
), ledger_rows as (
  ${numbering.ledger('numbered', 'ticket')}
)${tagged ? tagRows : ''}${accounted ? accounts : ''}
${refers ? answerReferring : answerPlain}`;
};

const unnumbered = "case when exists (select from numbering_rule_now) then 'overflow' else 'rule_missing' end";
const answerReferring = `select case when g.fault <> '' then g.fault when n.id is not null then 'created' else ${unnumbered} end
    as outcome, n.id, n.number, g.on_behalf_of_name, g.category_name
from given g left join numbered n on n.at = g.at order by g.at`;
// One row even when there is none: then the counter was not moved.
const answerPlain = `select case when n.id is not null then 'created' else ${unnumbered} end as outcome, n.id, n.number,
  null as on_behalf_of_name, null as category_name
from (select 1) one left join numbered n on true order by n.at`;
