import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { TimelineSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { Timeline, TimelineMessage } from '#platform/web/ui/detail/Timeline.tsx';
import { useStickToEnd } from '#platform/web/ui/detail/use-stick-to-end.ts';
import { Markdown } from '#platform/web/ui/markdown/Markdown.tsx';
import { called } from '#platform/web/ui/person-name.ts';
import { ErrorState } from '#platform/web/ui/State.tsx';
import type { TicketDetail } from '../contract.ts';
import { ChangeLine } from './ChangeLine.tsx';
import styles from './Ticket.module.css';
import type { Moment } from './timeline.ts';
import type { Conversation, Pending } from './use-conversation.ts';

type TicketTimelineProps = { readonly ticket: TicketDetail; readonly conversation: Conversation };

/** The request itself, then everything that was said and done, oldest first, newest in sight. */
export const TicketTimeline = ({ ticket, conversation }: TicketTimelineProps) => {
  const t = useT();
  const { user } = useSession();
  const end = useRef<HTMLDivElement>(null);
  const ready = !conversation.isPending && conversation.error === null;
  // A request that nobody answered yet is read from its beginning.
  const fromEnd = useRef<boolean | null>(null);
  if (ready) {
    fromEnd.current ??= conversation.moments.length > 2;
  }
  useStickToEnd(end, ready, { fromEnd: fromEnd.current === true, own: conversation.pending.length > 0 });
  if (conversation.isPending) {
    return <TimelineSkeleton />;
  }
  if (conversation.error !== null) {
    return <ErrorState error={conversation.error} onRetry={conversation.retry} />;
  }
  return (
    <div>
      <Timeline label={t('Conversation')}>
        <TimelineMessage
          author={called(t, ticket.requester.name)}
          me={ticket.requester.id === user.id}
          at={ticket.createdAt}
          tone="plain"
          label={<span className={styles.role}>{t('Request')}</span>}
        >
          {ticket.body === '' ? (
            <p className={styles.nothing}>{t('No description.')}</p>
          ) : (
            <Markdown text={ticket.body} />
          )}
        </TimelineMessage>
        {conversation.more ? (
          <li className={styles.more}>
            <Button variant="default" loading={conversation.isLoadingMore} onClick={conversation.loadMore}>
              {t('Show what came before')}
            </Button>
          </li>
        ) : null}
        {conversation.moments.map((moment) => (
          <OneMoment key={moment.key} moment={moment} ticket={ticket} me={user.id} />
        ))}
        {conversation.pending.map((one) => (
          <PendingMessage key={one.voice} pending={one} name={user.name} />
        ))}
      </Timeline>
      <div ref={end} />
    </div>
  );
};

const OneMoment = ({
  moment,
  ticket,
  me,
}: {
  readonly moment: Moment;
  readonly ticket: TicketDetail;
  readonly me: number;
}) => {
  const t = useT();
  if (moment.kind === 'change') {
    return <ChangeLine moment={moment} />;
  }
  const { author, body } = moment.message;
  const label =
    moment.kind === 'note' ? (
      <NoteLabel />
    ) : author.id === ticket.requester.id ? (
      <span className={styles.role}>{t('Requester')}</span>
    ) : null;
  return (
    <TimelineMessage
      author={called(t, author.name)}
      me={author.id === me}
      at={moment.at}
      tone={moment.kind === 'note' ? 'note' : 'plain'}
      label={label}
    >
      <Markdown text={body} />
    </TimelineMessage>
  );
};

const PendingMessage = ({ pending, name }: { readonly pending: Pending; readonly name: string }) => {
  const t = useT();
  return (
    <TimelineMessage
      author={name}
      me
      at={pending.at}
      tone={pending.voice === 'notes' ? 'note' : 'plain'}
      label={pending.voice === 'notes' ? <NoteLabel /> : null}
      state={t('Sending')}
    >
      <Markdown text={pending.body} />
    </TimelineMessage>
  );
};

const NoteLabel = () => {
  const t = useT();
  return (
    <span className={styles.noteLabel}>
      <IconLock size={13} stroke={2} aria-hidden="true" />
      {t('Internal note')}
    </span>
  );
};
