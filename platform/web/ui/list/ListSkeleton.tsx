import { type CSSProperties, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import { gridOf } from './list.ts';
import { RowShape } from './Row.tsx';
import styles from './Rows.module.css';
import { useRowsLayout } from './use-rows-layout.ts';

type ListSkeletonProps = {
  readonly columns: readonly { readonly id: string; readonly width: string; readonly from?: number }[];
  /** Whether a box that chooses it stands before each row. */
  readonly boxed?: boolean;
};

/** A list on its way: rows, or cards on a phone, of the right height and columns, so that nothing moves when it comes. */
export const ListSkeleton = ({ columns: wanted, boxed = false }: ListSkeletonProps) => {
  const t = useT();
  const frame = useRef<HTMLDivElement>(null);
  const { columns, cards, height } = useRowsLayout(wanted, frame);
  const before = boxed && !cards;
  const style = { '--columns': `${before ? '16px ' : ''}${gridOf(columns)}`, '--row': `${height}px` } as CSSProperties;
  return (
    <div ref={frame} className={styles.frame} style={style} role="status" data-coming="">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <table className={styles.table} aria-hidden="true">
        {cards ? null : <thead className={styles.head} />}
        <tbody className={styles.body}>
          {Array.from({ length: 24 }, (_, index) => index * height).map((top) => (
            <RowShape key={top} top={top} columns={columns} boxed={before} cards={cards} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
