import type { ReactNode } from 'react';
import styles from './CardFacts.module.css';

/** The second line of a card: facts in smaller words. */
export const CardFacts = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.facts}>{children}</span>
);
