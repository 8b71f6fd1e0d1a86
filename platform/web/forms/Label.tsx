import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './Form.module.css';

/** A label that says by word whether the field may stay empty. */
export const Label = ({
  children,
  optional = false,
}: {
  readonly children: ReactNode;
  readonly optional?: boolean;
}) => {
  const t = useT();
  return (
    <>
      {children} <span className={styles.need}>{optional ? t('optional') : t('required')}</span>
    </>
  );
};
