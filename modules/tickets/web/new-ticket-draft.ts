import type { TicketKind } from '../contract.ts';

/** What the form for a new request holds; the question on the first page begins the same draft. */
export type NewTicketValues = {
  kind: TicketKind;
  title: string;
  body: string;
  impact: string;
  urgency: string;
  categoryId: string;
  /** With the name, so that a draft can show whom it is about. */
  onBehalfOf: { readonly id: string; readonly name: string } | null;
};
export const newTicketDraft = 'new-ticket';
export const emptyTicket: NewTicketValues = {
  kind: 'service_request',
  title: '',
  body: '',
  impact: '2',
  urgency: '2',
  categoryId: '',
  onBehalfOf: null,
};
export const longestTitle = 200;
/** Of a reply or a note, in characters. */
export const longestMessage = 100_000;
