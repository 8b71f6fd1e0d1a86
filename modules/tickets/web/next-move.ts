import type { Translate } from '#platform/web/i18n/i18n.ts';
import type { Ticket } from '../contract.ts';

export type NextMove = {
  /** The one who asked has to do something. */ readonly mine: boolean;
  readonly sentence: string;
};

/** Who has the next move, as the one who asked is told. */
export const nextMove = (t: Translate, { status, assignee }: Pick<Ticket, 'status' | 'assignee'>): NextMove => {
  switch (status) {
    case 'waiting_customer':
      return { mine: true, sentence: t('Waiting for your answer') };
    case 'resolved':
      return { mine: true, sentence: t('Does it work now?') };
    case 'awaiting_approval':
      return { mine: false, sentence: t('It waits to be approved') };
    case 'waiting_vendor':
      return { mine: false, sentence: t('A vendor has to answer') };
    case 'assigned':
    case 'in_progress':
      return {
        mine: false,
        sentence:
          assignee === null || assignee.name.trim() === ''
            ? t('It is being worked on')
            : t('{{name}} is working on it', { name: assignee.name }),
      };
    case 'received':
    case 'triage':
      return { mine: false, sentence: t('Finding somebody for it') };
    default:
      return { mine: false, sentence: t('Nothing more to do') };
  }
};
