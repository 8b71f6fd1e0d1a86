import type { ReactNode } from 'react';
import { When } from '../When.tsx';
import styles from './CardFacts.module.css';

/** The second line of a card: facts in smaller words. */
export const CardFacts = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.facts}>{children}</span>
);

/** A moment at the end of a card's facts, with what happened then where there is room for it; who listens always hears it. */
export const CardWhen = ({ what, at }: { readonly what: string; readonly at: string }) => (
  <span className={styles.when}>
    <span>{what}</span>
    <When at={at} what={what} />
  </span>
);
