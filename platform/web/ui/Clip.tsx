import type { ReactNode } from 'react';
import styles from './Clip.module.css';

type ClipProps = {
  readonly children: ReactNode;
  readonly dim?: boolean;
  /** For codes and numbers. */
  readonly code?: boolean;
};

/** Words in one line, cut with three dots where there is no room. */
export const Clip = ({ children, dim = false, code = false }: ClipProps) => (
  <span className={styles.clip} data-dim={dim || undefined} data-code={code || undefined}>
    {children}
  </span>
);
