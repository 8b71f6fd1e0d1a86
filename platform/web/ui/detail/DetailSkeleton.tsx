import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { type Crumb, TopBar } from '../../shell/TopBar.tsx';
import styles from './DetailPage.module.css';

/** A detail page on its way; or what stands in its place when it does not come. */
export const DetailFrame = ({
  crumbs,
  children,
}: {
  readonly crumbs: readonly Crumb[];
  readonly children: ReactNode;
}) => (
  <div className={styles.page}>
    <TopBar crumbs={crumbs} title={null} />
    {children}
  </div>
);

export const DetailSkeleton = ({ crumbs }: { readonly crumbs: readonly Crumb[] }) => {
  const t = useT();
  return (
    <DetailFrame crumbs={crumbs}>
      <div className={styles.columns} role="status">
        <header className={styles.head}>
          <div className={styles.titles}>
            <h1 className={styles.coming}>{t('Loading')}</h1>
            <Skeleton h={20} w="55%" my={4} />
            <Skeleton h={14} w="35%" mt={12} mb={4} />
          </div>
        </header>
        <div className={styles.story}>
          <TimelineSkeleton />
        </div>
        <div className={styles.facts}>
          {['70%', '50%', '60%', '45%', '65%', '50%'].map((width, index) => (
            <Skeleton key={`${width}${String(index)}`} h={14} w={width} my={18} />
          ))}
        </div>
      </div>
    </DetailFrame>
  );
};

export const TimelineSkeleton = () => (
  <>
    {[96, 64, 120].map((height) => (
      <div key={height} style={{ display: 'grid', gridTemplateColumns: '32px 1fr', gap: 12, marginBottom: 16 }}>
        <Skeleton h={32} circle />
        <Skeleton h={height} radius="lg" />
      </div>
    ))}
  </>
);
