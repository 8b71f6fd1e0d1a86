import type { ReactNode } from 'react';
import styles from './DescriptionList.module.css';

/** What a thing is, line by line: for pages that are read, where Facts is for the edge of a page that is worked on. */
export const DescriptionList = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.list}>{children}</dl>
);

type DescriptionProps = {
  readonly label: string;
  readonly children: ReactNode;
  /** What the value means, in smaller words under it. */
  readonly note?: ReactNode;
};

export const Description = ({ label, children, note }: DescriptionProps) => (
  <div className={styles.item}>
    <dt>{label}</dt>
    <dd>
      {children}
      {note === undefined ? null : <span className={styles.note}>{note}</span>}
    </dd>
  </div>
);
