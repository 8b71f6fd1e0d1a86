import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import { previewQuery } from './api.ts';
import styles from './Numbering.module.css';

/** What the next document would get; and that nobody has it yet. */
export const NextNumber = ({ id }: { readonly id: number }) => {
  const t = useT();
  const query = useQuery(previewQuery(id));
  if (query.isPending) {
    return <NextNumberSkeleton />;
  }
  if (query.isError) {
    return <p className={styles.small}>{problemText(t, query.error)}</p>;
  }
  const { number, left } = query.data;
  return <Line number={number} left={left === null ? null : leftText(t, left)} />;
};

export const NextNumberSkeleton = () => {
  const t = useT();
  return (
    <Line number={<WordsSkeleton like="INC-2026-000001" />} left={<WordsSkeleton like={leftText(t, 999_999)} />} />
  );
};

const leftText = (t: Translate, left: number): string =>
  t('{{left}} left after this one.', { left: left.toLocaleString() });

const Line = ({ number, left }: { readonly number: ReactNode; readonly left: ReactNode }) => {
  const t = useT();
  return (
    <p className={styles.next}>
      <span className={styles.dim}>{t('Next number')}</span>
      <strong className={styles.number}>{number}</strong>
      <span className={styles.small}>{t('Not reserved: whoever files first gets it.')}</span>
      {left === null ? null : <span className={styles.small}>{left}</span>}
    </p>
  );
};
