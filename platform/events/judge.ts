import { decide } from '#platform/access/decide.ts';
import type { Matrix } from '#platform/access/matrix.ts';
import type { Principal } from '#platform/access/principal.ts';
import { aliveAmong } from '#platform/access/proof.ts';
import type { Pool } from '#platform/db/pool.ts';
import { all, both, type Query } from '#platform/db/query.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import type { OutboxEvent, StreamFacts, StreamTopic } from './events.ts';
import { type Delivery, end, eventText, type Stream, write } from './stream.ts';

export type Judging = {
  /** The application's pool: facts are read in the tenant's context. */
  readonly pool: Pool;
  readonly matrix: Matrix;
  readonly topics: ReadonlyMap<string, StreamTopic>;
};

export type Wish = { readonly stream: Stream; readonly deliveries: readonly Delivery[] };

/**
 * Sends events to the streams of one tenant. One round trip proves all their principals again and reads the facts of all
 * subjects; then each event is decided for each stream. A stream whose principal is no longer alive, or is no longer what
 * it was, ends.
 */
export const deliver = async (judging: Judging, tenantId: number, wishes: readonly Wish[]): Promise<void> => {
  const deliveries = [...new Set(wishes.flatMap((wish) => wish.deliveries))];
  const [alive, facts] = await readOnce(
    judging.pool,
    { tenantId, proof: null },
    both(
      aliveAmong(tenantId, [...new Set(wishes.map(({ stream }) => stream.principal.actingId))]),
      factsOf(judging, tenantId, deliveries),
    ),
  );
  const now = performance.now();
  for (const { stream, deliveries: own } of wishes) {
    if (alive.get(stream.principal.actingId) !== stream.principal.version) {
      end(stream);
      continue;
    }
    stream.provenAt = now;
    for (const { event, eventId } of own) {
      const topic = judging.topics.get(event.topic);
      const known = facts.get(event.topic)?.get(event.subject.id);
      const data = topic && dataFor(judging.matrix, stream.principal, topic, event, known);
      if (data) write(stream, eventText(eventId, `${event.subject.type}.changed`, data));
    }
  }
};

type Facts = ReadonlyMap<string, ReadonlyMap<number, StreamFacts>>;

/** The facts of all subjects, by topic and id, as one question. */
const factsOf = ({ topics }: Judging, tenantId: number, deliveries: readonly Delivery[]): Query<Facts> => {
  const byTopic = Map.groupBy(deliveries, ({ event }) => event.topic);
  const judged = [...byTopic].flatMap(([name, group]) => {
    const topic = topics.get(name);
    if (topic === undefined || 'personal' in topic) return [];
    return [{ name, query: topic.load(tenantId, [...new Set(group.map(({ event }) => event.subject.id))]) }];
  });
  const query = all(judged.map((each) => each.query));
  return {
    statements: query.statements,
    answer: (results) => {
      const found = query.answer(results) as readonly (readonly StreamFacts[])[];
      return new Map(
        judged.map(({ name }, at) => [name, new Map((found[at] ?? []).map((fact) => [Number(fact.subject.id), fact]))]),
      );
    },
  };
};

/** What the stream may say of an event, or null when its reader may not know of it. */
const dataFor = (
  matrix: Matrix,
  principal: Principal,
  topic: StreamTopic,
  event: OutboxEvent,
  facts: StreamFacts | undefined,
): object | null => {
  const { subject, version, change, audience } = event;
  const isPersonal = audience?.startsWith('user:') === true;
  if (isPersonal && audience !== `user:${principal.userId}`) return null;
  if ('personal' in topic) return isPersonal ? { id: subject.id, version, change } : null;
  if (facts === undefined || !decide(matrix, principal, topic.permission, facts.subject).allowed) return null;
  if (audience !== null && !isPersonal && !decide(matrix, principal, audience, facts.subject).allowed) return null;
  return { id: subject.id, ...facts.data, version, change };
};
