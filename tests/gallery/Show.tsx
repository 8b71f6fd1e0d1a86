import type { ReactNode } from 'react';
import styles from './gallery.module.css';

/** A group of shows under one heading. */
export const Shows = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h2>{title}</h2>
    <div className={styles.shows}>{children}</div>
  </section>
);

/** One component in one state. */
export const Show = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.show}>
    <h3>{name}</h3>
    <div>{children}</div>
  </div>
);
