import { createRule, numberingSql, overflow, ruleMissing } from '#modules/numbering/api.ts';
import { allow } from '#platform/access/refusal.ts';
import { mapQuery, type Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { fieldProblem } from '#platform/http/problem.ts';
import { kinds, type NewTicket, type TicketKind } from '../contract.ts';
import type { TicketRow } from '../queries.ts';
import { tenantWords } from '../search-words.ts';
import { tidyTags } from '../tags.ts';
import { type Created, createTickets, type NewDocument, newDocument } from './queries.ts';

type CreateCall = Call<unknown, unknown, NewTicket>;

/** The numbering rule of a kind of ticket. */
export const ruleOf = (kind: TicketKind): string => `ticket.${kind}`;

const series: Readonly<Record<TicketKind, { readonly name: string; readonly prefix: string }>> = {
  service_request: { name: '서비스 요청', prefix: 'SR' },
  incident: { name: '장애', prefix: 'INC' },
};

/** Gives a new tenant its two series: SR-{yyyy}-{000000} and INC-{yyyy}-{000000}, from the beginning every year. */
export const prepareNumbers = async (tx: Tx): Promise<void> => {
  for (const kind of kinds) {
    await createRule(tx, {
      code: ruleOf(kind),
      name: series[kind].name,
      tableName: 'ticket',
      columnName: 'number',
      resetPeriod: 'yearly',
      parts: [
        { type: 'text', text: series[kind].prefix },
        { type: 'date', format: 'yyyy' },
        { type: 'sequence', width: 6 },
      ],
    });
  }
};

/** The document of a call. Only those who work on tickets speak for somebody else. */
export const prepareNewTicket = (c: CreateCall): NewDocument => {
  const { body, principal } = c;
  const { onBehalfOf = null } = body;
  if (onBehalfOf !== null && onBehalfOf !== principal.userId) allow(c, 'ticket.work');
  const text = body.body ?? '';
  const row = {
    title: body.title,
    body: text,
    channel: principal.kind === 'session' ? 'portal' : 'api',
    impact: body.impact ?? 2,
    urgency: body.urgency ?? 2,
    categoryId: body.categoryId ?? null,
    requesterId: principal.userId,
    requesterName: principal.name,
    onBehalfOf: onBehalfOf === principal.userId ? null : onBehalfOf,
    tags: tidyTags(body.tags ?? []),
    words: tenantWords(principal.tenant.id, body.title, text),
  } as const;
  return newDocument(row, c.actor);
};

/** All calls of a batch are of one tenant and kind; each gets its ticket or the reason why not. */
export const createBatch = (
  documents: readonly NewDocument[],
  calls: readonly CreateCall[],
): Query<readonly Created[]> => {
  const [first] = calls;
  if (first === undefined) throw new Error('A batch has at least one call');
  const { kind } = first.body;
  const made = createTickets(numberingSql, {
    tenantId: first.principal.tenant.id,
    kind,
    rule: ruleOf(kind),
    at: first.now,
    documents,
  });
  return mapQuery(made, (all) => {
    // Too few numbers for all of them: nothing was written, and one by one the first of them still get theirs.
    if (calls.length > 1 && all.some(({ outcome }) => outcome === 'overflow')) throw overflow();
    return all;
  });
};

/** The ticket that was made; throws the 422 of one that was left out. The same for what is foreign and what is unknown. */
export const createdRow = (created: Created, kind: TicketKind): TicketRow => {
  switch (created.outcome) {
    case 'created':
      return created.row;
    case 'category_unknown':
      throw fieldProblem('/categoryId', 'tickets.category_unknown', 'There is no such category');
    case 'person_unknown':
      throw fieldProblem('/onBehalfOf', 'tickets.person_unknown', 'There is no such person');
    case 'rule_missing':
      throw ruleMissing(ruleOf(kind));
    case 'overflow':
      throw overflow();
  }
};
