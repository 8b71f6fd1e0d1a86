import { useT } from '#platform/web/i18n/i18n.ts';
import { When } from '#platform/web/ui/When.tsx';
import styles from './AskBox.module.css';
import lines from './Lines.module.css';
import { StatusIcon } from './status.tsx';
import { TicketLine } from './TicketLine.tsx';
import { useSimilar } from './use-similar.ts';
import { statusText } from './words.ts';

/** What was asked before in similar words, answered or not: perhaps the answer is there. */
export const Similar = ({ typed }: { readonly typed: string }) => {
  const t = useT();
  const similar = useSimilar(typed, true);
  return (
    <div className={styles.similar} role="status">
      {similar.length > 0 ? (
        <>
          <p>{t('You asked something similar before. Perhaps the answer is there.')}</p>
          <ul className={lines.lines} aria-label={t('Similar requests')}>
            {similar.map((ticket) => (
              <TicketLine
                key={ticket.id}
                ticket={ticket}
                picture={
                  <span className={lines.status}>
                    <StatusIcon status={ticket.status} />
                  </span>
                }
                end={
                  <>
                    <span>{t(statusText[ticket.status])}</span>
                    <When at={ticket.createdAt} what={t('Created')} />
                  </>
                }
              />
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
};
