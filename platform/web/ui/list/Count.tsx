import { useT } from '../../i18n/i18n.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import styles from './ListPage.module.css';

type CountProps = { readonly count: number; readonly more: boolean; readonly known: boolean };

/** How many; "50+" while there are more than were fetched. Read out when it changes. */
export const Count = ({ count, more, known }: CountProps) => {
  const t = useT();
  const number = count < 1000 ? String(count) : count.toLocaleString();
  return (
    <span className={styles.count} role="status">
      {known ? (
        <>
          <span aria-hidden="true">{more ? `${number}+` : number}</span>
          <VisuallyHidden>
            {more ? t('{{count}} or more', { count }) : t('{{count}} in the list', { count })}
          </VisuallyHidden>
        </>
      ) : null}
    </span>
  );
};
