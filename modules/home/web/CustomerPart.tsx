import { AskBox, TicketSection } from '#modules/tickets/web/parts.tsx';
import { useT } from '#platform/web/i18n/i18n.ts';
import styles from './Home.module.css';

/** Where the next move is not the customer's. */
const withOthers = ['received', 'triage', 'awaiting_approval', 'assigned', 'in_progress', 'waiting_vendor'] as const;

/** Whoever asks for help: the question first, then what waits for their answer, for their yes or no, and what is under way. */
export const CustomerPart = () => {
  const t = useT();
  return (
    <div className={styles.narrow}>
      <AskBox />
      <TicketSection
        title={t('Waiting for your answer')}
        search={{ status: ['waiting_customer'] }}
        most={5}
        show="move"
      />
      <TicketSection
        title={t('Solved: does it work now?')}
        lead={t('Close the request when it works, or open it again when it does not.')}
        search={{ status: ['resolved'] }}
        most={5}
        show="move"
        empty={t('Nothing waits for your confirmation.')}
      />
      <TicketSection
        title={t('My open requests')}
        search={{ status: [...withOthers] }}
        most={10}
        show="move"
        empty={t('You have no open requests. When something does not work, write it in the field above.')}
      />
    </div>
  );
};
