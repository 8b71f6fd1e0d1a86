import { Skeleton } from '@mantine/core';
import { useT } from '../../i18n/i18n.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import styles from './Section.module.css';

/** A few lines on their way. */
export const LinesSkeleton = ({ lines }: { readonly lines: number }) => {
  const t = useT();
  return (
    <div role="status" className={styles.skeleton}>
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => `${82 - ((index * 17) % 44)}%`).map((width) => (
        <div key={width} className={styles.line}>
          <Skeleton h={14} w={width} />
        </div>
      ))}
    </div>
  );
};
