import type { Statement } from '#platform/db/query.ts';

/** Something that happened, for the streams of every node and for webhooks; leaves with the transaction that did it. */
export type DomainEvent = {
  readonly topic: string;
  readonly subject: { readonly type: string; readonly id: number };
  readonly version: number;
  readonly change: string;
  readonly audience?: string | null;
  readonly data?: object;
};

const insert = `insert into outbox (tenant_id, topic, subject_type, subject_id, version, change, audience, data)
select $1::int, e.topic, e.subject_type, e.subject_id, e.version, e.change, e.audience, e.data
from jsonb_to_recordset($2::jsonb) as e(topic text, subject_type text, subject_id bigint, version int, change text,
  audience text, data jsonb)`;

/** One statement that writes all events of a transaction. */
export const outboxStatement = (tenantId: number, events: readonly DomainEvent[]): Statement => ({
  text: insert,
  values: [String(tenantId), JSON.stringify(events.map(toRecord))],
});

const toRecord = (event: DomainEvent) => ({
  topic: event.topic,
  subject_type: event.subject.type,
  subject_id: event.subject.id,
  version: event.version,
  change: event.change,
  audience: event.audience ?? null,
  data: event.data ?? null,
});
