import { IconAlertTriangle } from '@tabler/icons-react';
import { text, useT } from '#platform/web/i18n/i18n.ts';
import { Clip } from '#platform/web/ui/Clip.tsx';
import { CardFacts, CardWhen } from '#platform/web/ui/list/CardFacts.tsx';
import type { RowsLook } from '#platform/web/ui/list/list.ts';
import { Person } from '#platform/web/ui/Person.tsx';
import { called } from '#platform/web/ui/person-name.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { Ticket } from '../contract.ts';
import { PriorityIcon } from './PriorityIcon.tsx';
import { StatusBadge } from './status.tsx';
import styles from './Tickets.module.css';

const Assignee = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useT();
  return ticket.assignee === null ? (
    <span className={styles.nobody}>{t('Nobody yet')}</span>
  ) : (
    <Person name={ticket.assignee.name} />
  );
};

const Requester = ({ ticket: { requester } }: { readonly ticket: Ticket }) => {
  const t = useT();
  return <span className={styles.dim}>{called(t, requester.name)}</span>;
};

const Title = ({ ticket }: { readonly ticket: Ticket }) => (
  <span className={styles.title}>
    <Clip>{ticket.title}</Clip>
    {ticket.tags.slice(0, 2).map((tag) => (
      <span key={tag} className={styles.tag}>
        {tag}
      </span>
    ))}
  </span>
);

const Due = ({ ticket: { due, statusCategory } }: { readonly ticket: Ticket }) => {
  const t = useT();
  const unfinished = statusCategory === 'open' || statusCategory === 'paused';
  const late = due !== null && unfinished && Date.parse(due) < Date.now();
  return due === null ? null : (
    <span className={styles.dim} data-late={late || undefined}>
      {late ? <IconAlertTriangle size={14} stroke={2} role="img" aria-label={t('Overdue')} /> : null}
      <When at={due} />
    </span>
  );
};

const Card = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useT();
  return (
    <>
      <span className={styles.title}>
        <PriorityIcon priority={ticket.priority} />
        <Clip>{ticket.title}</Clip>
      </span>
      <CardFacts>
        <StatusBadge status={ticket.status} quiet />
        <span className={styles.number}>{ticket.number}</span>
        <CardWhen what={t('Last updated')} at={ticket.updatedAt} />
      </CardFacts>
    </>
  );
};

/** How a list shows tickets. */
export const ticketLook: RowsLook<Ticket> = {
  name: ({ number }) => number,
  href: ({ id }) => `/tickets/${id}`,
  card: (ticket) => <Card ticket={ticket} />,
  columns: [
    {
      id: 'priority',
      label: text('Priority'),
      width: '52px',
      cell: ({ priority }) => <PriorityIcon priority={priority} />,
    },
    {
      id: 'number',
      label: text('Number'),
      width: '124px',
      from: 640,
      cell: ({ number }) => <span className={styles.number}>{number}</span>,
    },
    {
      id: 'title',
      label: text('Title'),
      width: 'minmax(140px, 1fr)',
      main: true,
      cell: (ticket) => <Title ticket={ticket} />,
    },
    {
      id: 'status',
      label: text('Status'),
      width: '160px',
      from: 480,
      cell: ({ status }) => <StatusBadge status={status} quiet />,
    },
    {
      id: 'requester',
      label: text('Requester'),
      width: '104px',
      from: 1080,
      cell: (ticket) => <Requester ticket={ticket} />,
    },
    {
      id: 'assignee',
      label: text('Assignee'),
      width: '116px',
      from: 840,
      cell: (ticket) => <Assignee ticket={ticket} />,
    },
    {
      id: 'due',
      label: text('Due'),
      width: '116px',
      from: 1160,
      cell: (ticket) => <Due ticket={ticket} />,
    },
    {
      id: 'updated',
      label: text('Last updated'),
      width: '92px',
      from: 740,
      cell: ({ updatedAt }) => (
        <span className={styles.dim}>
          <When at={updatedAt} />
        </span>
      ),
    },
  ],
};
