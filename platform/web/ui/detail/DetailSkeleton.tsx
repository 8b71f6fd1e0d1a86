import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { type Crumb, TopBar } from '../../shell/TopBar.tsx';
import styles from './DetailPage.module.css';
import timeline from './Timeline.module.css';

type DetailFrameProps = {
  readonly crumbs: readonly Crumb[];
  /** What the thing is called in the line on top, as soon as it is known. */
  readonly number?: string | undefined;
  /** It is not known yet: its place is kept. */
  readonly coming?: boolean;
  readonly children: ReactNode;
};

/** A detail page on its way; or what stands in its place when it does not come. */
export const DetailFrame = ({ crumbs, number, coming = false, children }: DetailFrameProps) => (
  <div className={styles.page}>
    <TopBar crumbs={crumbs} title={number === undefined && !coming ? null : <NumberShape number={number} />} />
    {children}
  </div>
);

const NumberShape = ({ number }: { readonly number: string | undefined }) =>
  number === undefined ? (
    <Skeleton h={12} w={72} className={styles.numberShape} />
  ) : (
    <span className={styles.number}>{number}</span>
  );

type DetailSkeletonProps = Pick<DetailFrameProps, 'crumbs' | 'number'> & {
  /** The shape of what stands below the title; by default a conversation. */
  readonly story?: ReactNode;
  /** The shape of the line under the title, and that of the facts, where they are other than usual. */
  readonly meta?: ReactNode;
  readonly facts?: ReactNode;
  /** False where nothing can be done with it. */
  readonly acts?: boolean;
};

export const DetailSkeleton = (props: DetailSkeletonProps) => {
  const { crumbs, number, story = <TimelineSkeleton />, meta, facts = <FactsSkeleton />, acts = true } = props;
  const t = useT();
  return (
    <DetailFrame crumbs={crumbs} number={number} coming>
      <div className={styles.columns} role="status">
        <header className={styles.head}>
          <div className={styles.titles}>
            <h1 className={styles.coming}>{t('Loading')}</h1>
            <Skeleton h={20} w="55%" mt={4} mb={12} />
            {meta === undefined ? (
              <Skeleton h={14} w="35%" mt={14} mb={6} />
            ) : (
              <div className={styles.meta}>{meta}</div>
            )}
          </div>
          {acts ? (
            <div className={styles.actions}>
              <Skeleton h={30} w={112} />
            </div>
          ) : null}
        </header>
        <div className={styles.story}>{story}</div>
        <div className={styles.facts}>{facts}</div>
      </div>
    </DetailFrame>
  );
};

/** Facts on their way: a name and a value each. */
export const FactsSkeleton = ({ count = 7 }: { readonly count?: number | undefined }) => (
  <div className={styles.factsShape}>
    {Array.from({ length: count }, (_, index) => index).map((index) => (
      <div key={index}>
        <Skeleton h={12} w={56} />
        <Skeleton h={14} w={`${45 + ((index * 13) % 30)}%`} />
      </div>
    ))}
  </div>
);

export const TimelineSkeleton = () => (
  <>
    {[96, 64, 120].map((height) => (
      <div key={height} className={timeline.shape}>
        <span>
          <Skeleton h={32} circle />
        </span>
        <Skeleton h={height} radius="lg" />
      </div>
    ))}
  </>
);
