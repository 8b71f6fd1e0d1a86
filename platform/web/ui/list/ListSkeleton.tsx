import type { CSSProperties } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import { gridOf } from './list.ts';
import { RowShape } from './Row.tsx';
import styles from './Rows.module.css';

type ListSkeletonProps = {
  readonly columns: readonly { readonly id: string; readonly width: string; readonly from?: number }[];
};

/** A list on its way: rows of the right height and columns, so that nothing moves when it comes. */
export const ListSkeleton = ({ columns }: ListSkeletonProps) => {
  const t = useT();
  const shown = columns.filter(({ from }) => from === undefined || window.innerWidth >= from);
  const height = window.innerWidth < 760 ? 64 : 36;
  const style = { '--columns': gridOf(shown), '--row': `${height}px` } as CSSProperties;
  return (
    <div className={styles.frame} style={style} role="status">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <table className={styles.table} aria-hidden="true">
        <thead className={styles.head} />
        <tbody className={styles.body}>
          {Array.from({ length: 14 }, (_, index) => index * height).map((top) => (
            <RowShape key={top} top={top} columns={shown} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
