import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './State.module.css';

export type StateProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly role?: 'alert' | 'status';
  /** True where this is all the page has: then its title is the heading of the page. */
  readonly whole?: boolean;
};

/** A page or a part of one that has nothing to show, and says why and what to do. */
export const State = ({ icon, title, children, action, role, whole = false }: StateProps) => (
  <div className={styles.state} role={role}>
    <div className={styles.icon} aria-hidden="true">
      {icon}
    </div>
    {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children === undefined ? null : <div className={styles.text}>{children}</div>}
    {action === undefined ? null : <div className={styles.action}>{action}</div>}
  </div>
);

/** What to quote when one asks for help. */
export const RequestId = ({ id }: { readonly id: string | null }) => {
  const t = useT();
  return id === null ? null : (
    <p className={styles.request}>
      {t('Reference')} <code>{id}</code>
    </p>
  );
};
