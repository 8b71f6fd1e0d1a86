import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

type SectionProps = {
  readonly title: string;
  /** What it is about, in a sentence under the title. */
  readonly lead?: ReactNode;
  /** A link to all of it, or what can be done with it. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page with a title of its own. */
export const Section = ({ title, lead, more, children }: SectionProps) => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {more === undefined ? null : <div className={styles.more}>{more}</div>}
      </div>
      {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
      <div className={styles.body}>{children}</div>
    </section>
  );
};

/** What a section says when there is nothing in it: that, and the next step. */
export const SectionEmpty = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles.empty}>{children}</p>
);
