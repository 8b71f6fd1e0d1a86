import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Facts of a thing, name and value. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

/** One fact; where it may be changed, its value is the control. */
export const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
