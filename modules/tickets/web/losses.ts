import type { Translate } from '#platform/web/i18n/i18n.ts';
import type { TicketDetail } from '../contract.ts';

/** What nobody can bring back after a move from which no other leads on. */
export const lossesOf = (t: Translate, ticket: TicketDetail): string[] => [
  t('{{number}} ends for good: nobody can open it again.', { number: ticket.number }),
  t('Nobody works on it any more.'),
];
