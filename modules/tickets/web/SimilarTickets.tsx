import { useT } from '#platform/web/i18n/i18n.ts';
import { When } from '#platform/web/ui/When.tsx';
import styles from './SimilarTickets.module.css';
import { StatusBadge } from './status.tsx';
import { useSimilar } from './use-similar.ts';

/** Requests under way that may be about the same, while a title is typed. A hint: it asks for nothing and holds nothing up. */
export const SimilarTickets = ({ title }: { readonly title: string }) => {
  const t = useT();
  const similar = useSimilar(title, false);
  return (
    <div role="status" aria-live="polite">
      {similar.length > 0 ? (
        <section className={styles.similar} aria-label={t('Similar requests')}>
          <p>{t('Similar requests')}</p>
          <ul>
            {similar.map(({ id, number, title: words, status, createdAt }) => (
              <li key={id}>
                <StatusBadge status={status} quiet />
                <a href={`/tickets/${id}`} target="_blank" rel="noreferrer" title={t('Opens in a new tab')}>
                  {words}
                </a>
                <span className={styles.facts}>
                  <span className={styles.number}>{number}</span> · <When at={createdAt} what={t('Created')} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
};
