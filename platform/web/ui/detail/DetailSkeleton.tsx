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

type DetailSkeletonProps = {
  readonly crumbs: readonly Crumb[];
  /** The shape of what stands below the title; by default a conversation. */
  readonly story?: ReactNode;
  /** The shape of the line under the title, and that of the facts, where they are other than usual. */
  readonly meta?: ReactNode;
  readonly facts?: ReactNode;
};

export const DetailSkeleton = ({ crumbs, story = <TimelineSkeleton />, meta, facts }: DetailSkeletonProps) => {
  const t = useT();
  return (
    <DetailFrame crumbs={crumbs}>
      <div className={styles.columns} role="status">
        <header className={styles.head}>
          <div className={styles.titles}>
            <h1 className={styles.coming}>{t('Loading')}</h1>
            <Skeleton h={20} w="55%" mt={4} mb={12} />
            {meta === undefined ? (
              <Skeleton h={14} w="35%" mt={12} mb={4} />
            ) : (
              <div className={styles.meta}>{meta}</div>
            )}
          </div>
          <div className={styles.actions}>
            <Skeleton h={36} w={112} />
          </div>
        </header>
        <div className={styles.story}>{story}</div>
        <div className={styles.facts}>{facts ?? <FactsSkeleton />}</div>
      </div>
    </DetailFrame>
  );
};

/** Facts on their way: a name and a value each. */
export const FactsSkeleton = () => (
  <div className={styles.factsShape}>
    {['70%', '50%', '60%', '45%', '65%', '50%', '55%'].map((width, index) => (
      <div key={`${width}${String(index)}`}>
        <Skeleton h={12} w={56} />
        <Skeleton h={14} w={width} />
      </div>
    ))}
  </div>
);

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
