import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { When } from '#platform/web/ui/When.tsx';
import { similarQuery } from './api.ts';
import styles from './SimilarTickets.module.css';
import { StatusBadge } from './status.tsx';

const pause = 300;
const shortest = 4;

/** Requests under way that may be about the same, while a title is typed. A hint: it asks for nothing and holds nothing up. */
export const SimilarTickets = ({ title }: { readonly title: string }) => {
  const t = useT();
  const [typed] = useDebouncedValue(title.trim().slice(0, 200), pause);
  const asked = typed.length >= shortest && title.trim().length >= shortest;
  const { data = [] } = useQuery({ ...similarQuery(typed, false), enabled: asked, placeholderData: keepPreviousData });
  const shown = asked && data.length > 0;
  return (
    <div role="status" aria-live="polite">
      {shown ? (
        <section className={styles.similar} aria-label={t('There are similar requests')}>
          <p>{t('There are similar requests')}</p>
          <ul>
            {data.map(({ id, number, title: words, status, createdAt }) => (
              <li key={id}>
                <StatusBadge status={status} quiet />
                <a href={`/tickets/${id}`} target="_blank" rel="noreferrer" title={t('Opens in a new tab')}>
                  {words}
                </a>
                <span className={styles.facts}>
                  {number} · <When at={createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
};
