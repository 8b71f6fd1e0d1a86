import { numberingSql } from '#modules/numbering/api.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Channel, TicketKind } from '../contract.ts';
import { tenantWords } from '../search-words.ts';
import { tidyTags } from '../tags.ts';
import { createdRow, ruleOf } from './actions.ts';
import { type Author, createTickets, newDocument } from './queries.ts';

export type OpenedTicket = {
  readonly kind: TicketKind;
  readonly title: string;
  readonly body: string;
  readonly channel: Channel;
  readonly impact: 1 | 2 | 3;
  readonly urgency: 1 | 2 | 3;
  readonly categoryId: number | null;
  readonly requesterId: number;
  readonly requesterName: string;
  readonly tags: readonly string[];
  /** When it was opened; its number counts in that moment's period. */
  readonly at: Date;
};

/** Opens one ticket within a larger transaction, with its number, audit row and event. Answers its id. */
export const openTicket = async (tx: Tx, author: Author, ticket: OpenedTicket): Promise<number> => {
  const { kind, at, tags, ...document } = ticket;
  const words = tenantWords(tx.tenantId, ticket.title, ticket.body);
  const row = { ...document, requesterName: '', tags: tidyTags(tags), onBehalfOf: null, words };
  const [created] = await tx.run(
    createTickets(numberingSql, {
      tenantId: tx.tenantId,
      kind,
      rule: ruleOf(kind),
      at,
      documents: [newDocument(row, author)],
    }),
  );
  if (created === undefined) throw new Error('A ticket was asked for and none came back');
  return createdRow(created, kind).id;
};
