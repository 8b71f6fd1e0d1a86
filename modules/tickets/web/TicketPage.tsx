import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailAbsent } from '#platform/web/ui/detail/DetailAbsent.tsx';
import { DetailPage } from '#platform/web/ui/detail/DetailPage.tsx';
import { called } from '#platform/web/ui/person-name.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { TicketDetail } from '../contract.ts';
import { ActionBar } from './ActionBar.tsx';
import { ticketQuery } from './api.ts';
import { Composer } from './Composer.tsx';
import { neighboursOf, numberInList } from './neighbours.ts';
import { StatusBadge } from './status.tsx';
import { TicketConflict } from './TicketConflict.tsx';
import { TicketFacts } from './TicketFacts.tsx';
import { TicketPresence } from './TicketPresence.tsx';
import { TicketTimeline } from './TicketTimeline.tsx';
import { TitleEditor } from './TitleEditor.tsx';
import { useConversation } from './use-conversation.ts';
import { usePresence } from './use-presence.ts';
import { useTicketChanges } from './use-ticket-changes.ts';
import { kindText } from './words.ts';

/** One ticket. Going to its neighbour is another page: nothing of this one's state goes along. */
const TicketPage = () => {
  const id = Number(useParams({ from: '/shell/tickets/$ticketId' }).ticketId);
  return <LoadedPage key={id} id={id} />;
};
export default TicketPage;

const useCrumbs = () => {
  const t = useT();
  return [{ to: '/tickets', label: t('Requests') }];
};

const LoadedPage = ({ id }: { readonly id: number }) => {
  const crumbs = useCrumbs();
  const query = useQuery(ticketQuery(id));
  const number = numberInList(useQueryClient(), id);
  if (query.data !== undefined) {
    return <Ticket ticket={query.data.ticket} />;
  }
  return <DetailAbsent query={query} crumbs={crumbs} number={number} />;
};

const Ticket = ({ ticket }: { readonly ticket: TicketDetail }) => {
  const t = useT();
  const crumbs = useCrumbs();
  const changes = useTicketChanges(ticket.id);
  const works = ticket.abilities.includes('ticket.work');
  const conversation = useConversation(ticket.id, works);
  const presence = usePresence(ticket.id);
  const neighbours = neighboursOf(useQueryClient(), ticket.id);
  const speaks = works || ticket.abilities.includes('ticket.comment');
  return (
    <DetailPage
      crumbs={crumbs}
      number={ticket.number}
      title={ticket.title}
      heading={<TitleEditor title={ticket.title} onBegin={works ? changes.begin : null} />}
      meta={
        <>
          <StatusBadge status={ticket.status} />
          <span>{t(kindText[ticket.kind])}</span>
          <span>{t('{{name}} asked', { name: called(t, (ticket.onBehalfOf ?? ticket.requester).name) })}</span>
          <When at={ticket.createdAt} what={t('Created')} />
        </>
      }
      actions={<ActionBar ticket={ticket} />}
      neighbours={neighbours}
      presence={<TicketPresence others={presence.others} />}
      notice={<TicketConflict changes={changes} />}
      composer={
        speaks ? (
          <Composer ticket={ticket} conversation={conversation} notes={works} onType={presence.type} />
        ) : undefined
      }
      facts={<TicketFacts ticket={ticket} onChange={works ? changes.change : null} />}
    >
      <TicketTimeline ticket={ticket} conversation={conversation} />
    </DetailPage>
  );
};
