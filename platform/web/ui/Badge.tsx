import type { ReactNode } from 'react';
import styles from './Badge.module.css';

/** What a colour says. Never the colour alone: a badge has an icon and a word as well. */
export type Meaning = 'open' | 'waiting' | 'done' | 'danger' | 'closed' | 'accent';

type BadgeProps = {
  readonly meaning: Meaning;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  /** Without ground, for rows of a table. */
  readonly quiet?: boolean;
};

/** A state as icon and word. Which state means what stands in the map of its module. */
export const Badge = ({ meaning, icon, children, quiet = false }: BadgeProps) => (
  <span className={styles.badge} data-badge="" data-meaning={meaning} data-quiet={quiet || undefined}>
    {icon}
    <span className={styles.word}>{children}</span>
  </span>
);
