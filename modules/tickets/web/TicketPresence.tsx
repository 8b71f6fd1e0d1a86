import { IconPencil } from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Initials } from '#platform/web/ui/Person.tsx';
import { called } from '#platform/web/ui/person-name.ts';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import type { Presence } from '../contract.ts';
import styles from './Presence.module.css';

const mostFaces = 3;

/** Who else has this request open, and who of them is writing. Quiet: it is there for whoever is about to answer, too. */
export const TicketPresence = ({ others }: { readonly others: readonly Presence[] }) => {
  const t = useT();
  const nameOf = ({ person }: Presence): string => called(t, person.name);
  const names = others.map(nameOf).join(', ');
  const writers = others.filter(({ writing }) => writing);
  const looking = t('Also looking at this request: {{names}}', { names });
  const writing = t('Writing now: {{names}}', { names: writers.map(nameOf).join(', ') });
  const words = [looking, ...(writers.length === 0 ? [] : [writing])].join('. ');
  return (
    <span className={styles.presence} role="status">
      {others.length === 0 ? null : (
        <>
          <VisuallyHidden>{words}</VisuallyHidden>
          <span className={styles.faces} title={words} aria-hidden="true">
            {others.slice(0, mostFaces).map((one) => (
              <span key={one.person.id} className={styles.face} data-writing={one.writing || undefined}>
                <Initials name={nameOf(one)} size={22} />
                {one.writing ? <IconPencil className={styles.pencil} size={12} stroke={2.25} /> : null}
              </span>
            ))}
            {others.length > mostFaces ? <span className={styles.more}>+{others.length - mostFaces}</span> : null}
          </span>
          {writers.length === 0 ? null : (
            <span className={styles.words} aria-hidden="true">
              {writing}
            </span>
          )}
        </>
      )}
    </span>
  );
};
