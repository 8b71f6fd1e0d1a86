import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NavIcon } from '../module.ts';
import type { Meaning } from './Badge.tsx';
import styles from './Notice.module.css';

type NoticeProps = {
  readonly meaning: Meaning;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly role?: 'alert' | 'status';
};

const icons: Readonly<Partial<Record<Meaning, NavIcon>>> = {
  danger: IconAlertTriangle,
  waiting: IconAlertTriangle,
  done: IconCircleCheck,
};

/** Something to know, in the place where it matters. */
export const Notice = ({ meaning, title, children, actions, role }: NoticeProps) => {
  const Icon = icons[meaning] ?? IconInfoCircle;
  return (
    <div className={styles.notice} data-meaning={meaning} role={role}>
      <span className={styles.icon} aria-hidden="true">
        <Icon size={16} stroke={1.75} />
      </span>
      <div className={styles.body}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
};
