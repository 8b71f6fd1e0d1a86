import type { ReactNode } from 'react';
import { Initials } from '../Person.tsx';
import { When } from '../When.tsx';
import styles from './Timeline.module.css';

/** What happened, oldest first. */
export const Timeline = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ol className={styles.timeline} aria-label={label}>
    {children}
  </ol>
);

type TimelineMessageProps = {
  readonly author: string;
  readonly me: boolean;
  readonly at: string;
  /** `note` is for colleagues only, and shows it by colour, by icon and by word. */
  readonly tone: 'plain' | 'note';
  readonly label?: ReactNode;
  readonly state?: ReactNode;
  readonly children: ReactNode;
};

/** Something somebody said. */
export const TimelineMessage = ({ author, me, at, tone, label, state, children }: TimelineMessageProps) => (
  <li className={styles.message} data-tone={tone}>
    <Initials name={author} size={32} me={me} />
    <div className={styles.bubble}>
      <div className={styles.byline}>
        <strong>{author}</strong>
        {label}
        <span className={styles.at}>{state ?? <When at={at} />}</span>
      </div>
      <div className={styles.text}>{children}</div>
    </div>
  </li>
);

type TimelineChangeProps = {
  readonly icon: ReactNode;
  readonly at: string;
  readonly children: ReactNode;
  readonly more?: ReactNode;
};

/** Something that was changed, in one line; `more` stands below it. */
export const TimelineChange = ({ icon, at, children, more }: TimelineChangeProps) => (
  <li className={styles.change}>
    <span className={styles.mark} aria-hidden="true">
      {icon}
    </span>
    <div>
      {children}{' '}
      <span className={styles.at}>
        <When at={at} />
      </span>
      {more}
    </div>
  </li>
);
