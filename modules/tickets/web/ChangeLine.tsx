import { IconPencil, IconUserCircle } from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { TimelineChange } from '#platform/web/ui/detail/Timeline.tsx';
import { Markdown } from '#platform/web/ui/markdown/Markdown.tsx';
import type { FieldChange, TicketStatus } from '../contract.ts';
import { useShowValue } from './show-value.ts';
import { StatusIcon, statuses } from './status.tsx';
import styles from './Ticket.module.css';
import { tellChanges } from './tell-change.ts';
import type { Moment } from './timeline.ts';

/** What one person changed at one moment. */
export const ChangeLine = ({ moment }: { readonly moment: Moment & { readonly kind: 'change' } }) => {
  const t = useT();
  const show = useShowValue();
  const { sentence, details, words } = tellChanges(t, show, moment.actor, moment.changes);
  return (
    <TimelineChange
      at={moment.at}
      icon={iconOf(moment.changes)}
      more={words.map((said) => (
        <blockquote key={said} className={styles.said}>
          <Markdown text={said} />
        </blockquote>
      ))}
    >
      {sentence}
      {details.length === 0 ? null : <span className={styles.details}> {details.join(' · ')}</span>}
    </TimelineChange>
  );
};

const isStatus = (value: unknown): value is TicketStatus => statuses.includes(value as TicketStatus);

const iconOf = (changes: readonly FieldChange[]) => {
  const status = changes.findLast(({ field }) => field === 'status')?.to;
  if (isStatus(status)) {
    return <StatusIcon status={status} />;
  }
  return changes.some(({ field }) => field === 'assignee') ? (
    <IconUserCircle size={16} stroke={1.75} />
  ) : (
    <IconPencil size={15} stroke={1.75} />
  );
};
