import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { SimilarTicket } from '../similar/contract.ts';
import styles from './AskBox.module.css';
import { similarQuery } from './api.ts';
import lines from './Lines.module.css';
import { StatusBadge, StatusIcon } from './status.tsx';

const pause = 200;
const shortest = 2;

/** What was asked before in similar words, answered or not: perhaps the answer is there. */
export const Similar = ({ typed }: { readonly typed: string }) => {
  const t = useT();
  const [title] = useDebouncedValue(typed, pause);
  const asked = [...title].length >= shortest && typed !== '';
  const { data = [] } = useQuery({
    ...similarQuery(title, true),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.similar} role="status">
      {asked && data.length > 0 ? (
        <>
          <p>{t('You asked something similar before. Perhaps the answer is there.')}</p>
          <ul className={lines.lines} aria-label={t('Similar requests')}>
            {data.map((ticket) => (
              <Line key={ticket.id} ticket={ticket} />
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
};

const Line = ({ ticket: { id, number, title, status, createdAt } }: { readonly ticket: SimilarTicket }) => (
  <li>
    <Link to="/tickets/$ticketId" params={{ ticketId: String(id) }} className={lines.line}>
      <span className={lines.status}>
        <StatusIcon status={status} />
      </span>
      <span className={lines.title}>{title}</span>
      <span className={lines.number}>{number}</span>
      <span className={lines.end}>
        <StatusBadge status={status} quiet />
        <When at={createdAt} />
      </span>
    </Link>
  </li>
);
