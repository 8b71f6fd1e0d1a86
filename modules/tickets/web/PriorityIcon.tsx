import { useT } from '#platform/web/i18n/i18n.ts';
import type { Priority } from '../contract.ts';
import styles from './Tickets.module.css';
import { priorityText } from './words.ts';

type PriorityIconProps = {
  readonly priority: Priority;
  /** False where the word stands beside it. */
  readonly named?: boolean;
};

/** Urgent is a red mark; the others are bars, more of them for more. Its word is its name. */
export const PriorityIcon = ({ priority, named = true }: PriorityIconProps) => {
  const t = useT();
  const label = t(priorityText[priority]);
  return named ? (
    <svg className={styles.priority} width="16" height="16" viewBox="0 0 16 16" role="img" aria-label={label}>
      <title>{label}</title>
      <Drawing priority={priority} />
    </svg>
  ) : (
    <svg className={styles.priority} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <Drawing priority={priority} />
    </svg>
  );
};

const bars: Readonly<Record<Priority, number>> = { p1: 4, p2: 3, p3: 2, p4: 1 };

const Drawing = ({ priority }: { readonly priority: Priority }) =>
  priority === 'p1' ? (
    <>
      <rect className={styles.urgent} x="1" y="1" width="14" height="14" rx="3.5" />
      <path className={styles.mark} d="M8 4.2v4.6M8 11.3v.5" />
    </>
  ) : (
    [1, 2, 3].map((bar) => (
      <rect
        key={bar}
        className={bar <= bars[priority] ? styles.bar : styles.faintBar}
        x={bar * 5 - 4}
        y={11 - bar * 3}
        width="3"
        height={3 + bar * 3}
        rx="1"
      />
    ))
  );
