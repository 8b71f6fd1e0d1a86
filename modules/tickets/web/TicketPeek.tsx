import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { TimelineSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { called } from '#platform/web/ui/person-name.ts';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Ticket, TicketDetail } from '../contract.ts';
import { ticketQuery } from './api.ts';
import { StatusBadge } from './status.tsx';
import styles from './TicketPeek.module.css';
import { TicketTimeline } from './TicketTimeline.tsx';
import { useConversation } from './use-conversation.ts';
import { kindText, priorityText } from './words.ts';

/** The story of a ticket beside the list, to read only. What the row knows stands there at once. */
export const TicketPeek = ({ row }: { readonly row: Ticket }) => {
  const t = useT();
  const query = useQuery(ticketQuery(row.id));
  const ticket = query.data?.ticket;
  const shown = ticket ?? row;
  return (
    <>
      <h2>{shown.title}</h2>
      <p className={styles.meta}>
        <StatusBadge status={shown.status} />
        <span>{t(kindText[shown.kind])}</span>
        <span>{t(priorityText[shown.priority])}</span>
        <span>{shown.assignee === null ? t('Nobody yet') : called(t, shown.assignee.name)}</span>
        <When at={shown.createdAt} what={t('Created')} />
      </p>
      {ticket === undefined ? null : <Story ticket={ticket} />}
      {query.isPending ? <TimelineSkeleton /> : null}
      {query.isError && ticket === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
    </>
  );
};

const Story = ({ ticket }: { readonly ticket: TicketDetail }) => {
  const conversation = useConversation(ticket.id, ticket.abilities.includes('ticket.work'));
  return <TicketTimeline ticket={ticket} conversation={conversation} />;
};
