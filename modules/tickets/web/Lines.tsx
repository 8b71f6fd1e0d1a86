import { IconAlertTriangle } from '@tabler/icons-react';
import { serverNow } from '#platform/web/api/tab.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Ticket } from '../contract.ts';
import styles from './Lines.module.css';
import { nextMove } from './next-move.ts';
import { PriorityIcon } from './PriorityIcon.tsx';
import { StatusBadge, StatusIcon } from './status.tsx';
import { TicketLine } from './TicketLine.tsx';
import { statusText } from './words.ts';

type LinesProps = {
  readonly tickets: readonly Ticket[];
  readonly show: 'due' | 'move' | 'created' | 'updated';
  readonly label: string;
};

/** Tickets as a short list of links. */
export const Lines = ({ tickets, show, label }: LinesProps) => (
  <ul className={styles.lines} aria-label={label}>
    {tickets.map((ticket) => (
      <TicketLine
        key={ticket.id}
        ticket={ticket}
        picture={<Picture ticket={ticket} show={show} />}
        end={<End ticket={ticket} show={show} />}
      />
    ))}
  </ul>
);

type LineProps = { readonly ticket: Ticket; readonly show: LinesProps['show'] };

const Picture = ({ ticket, show }: LineProps) => {
  const t = useT();
  return show === 'move' ? (
    <span className={styles.status} title={t(statusText[ticket.status])}>
      <StatusIcon status={ticket.status} />
    </span>
  ) : (
    <PriorityIcon priority={ticket.priority} />
  );
};

const End = ({ ticket, show }: LineProps) => {
  const t = useT();
  switch (show) {
    case 'due':
      return <Due ticket={ticket} />;
    case 'move':
      return (
        <>
          <Move ticket={ticket} />
          <When at={ticket.updatedAt} what={t('Last updated')} />
        </>
      );
    case 'created':
      return <When at={ticket.createdAt} what={t('Created')} />;
    case 'updated':
      return (
        <>
          <StatusBadge status={ticket.status} quiet />
          <When at={ticket.updatedAt} what={t('Last updated')} />
        </>
      );
  }
};

/** When it has to be done; what is late says so by colour, picture and word. */
const Due = ({ ticket: { due, status } }: { readonly ticket: Ticket }) => {
  const t = useT();
  if (due === null) {
    return <StatusBadge status={status} quiet />;
  }
  return Date.parse(due) < serverNow() ? (
    <Badge meaning="danger" icon={<IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />}>
      {t('Overdue')} <When at={due} />
    </Badge>
  ) : (
    <span>
      {t('Due')} <When at={due} />
    </span>
  );
};

/** Who has the next move. */
const Move = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useT();
  const { mine, sentence } = nextMove(t, ticket);
  return mine ? <Badge meaning="waiting">{sentence}</Badge> : <span>{sentence}</span>;
};
