import { IconLock } from '@tabler/icons-react';
import { type Refused, useRefusal } from '../refusal.ts';
import styles from './Section.module.css';

/** A part of a page that is not allowed: in one breath why, and whom to ask. Several of them may stand on a page. */
export const RefusedPart = ({ problem }: { readonly problem: Refused }) => {
  const { why, whom } = useRefusal(problem);
  return (
    <p className={styles.refused} role="alert">
      <IconLock size={16} stroke={1.75} aria-hidden="true" />
      <span>
        {why} {whom}
      </span>
    </p>
  );
};
