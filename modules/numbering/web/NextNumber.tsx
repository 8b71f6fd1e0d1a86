import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { previewQuery } from './api.ts';
import styles from './Numbering.module.css';

/** What the next document would get; and that nobody has it yet. */
export const NextNumber = ({ id }: { readonly id: number }) => {
  const t = useT();
  const query = useQuery(previewQuery(id));
  if (query.isPending) {
    return <Skeleton h={16} w="60%" mt={14} mb={2} />;
  }
  if (query.isError) {
    return <p className={styles.small}>{problemText(t, query.error)}</p>;
  }
  const { number, left } = query.data;
  return (
    <p className={styles.next}>
      <span className={styles.dim}>{t('Next number')}</span>
      <strong className={styles.number}>{number}</strong>
      <span className={styles.small}>
        {t('Not reserved: whoever files first gets it.')}{' '}
        {left === null ? null : t('{{left}} more after it.', { left: left.toLocaleString() })}
      </span>
    </p>
  );
};
