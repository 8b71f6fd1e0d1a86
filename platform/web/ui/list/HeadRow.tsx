import { type DragEvent, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import columnStyles from './Columns.module.css';
import { isFlexible, moveColumn } from './column-state.ts';
import type { Column, ListRow } from './list.ts';
import { ResizeHandle } from './ResizeHandle.tsx';
import styles from './Rows.module.css';
import type { ChangeColumns } from './use-columns.ts';

export type HeadRowProps<R extends ListRow> = {
  readonly columns: readonly Column<R>[];
  /** All columns as the module made them; undefined where they cannot be arranged. */
  readonly home: readonly Column<R>[] | undefined;
  readonly onColumns: ChangeColumns | undefined;
  /** The box that chooses all rows. */
  readonly all: { readonly checked: boolean; readonly some: boolean; readonly onChange: () => void } | undefined;
};

/** The head of a list. Columns are dragged to their place, and by their edge to their width. */
export const HeadRow = <R extends ListRow>({ columns, home, onColumns, all }: HeadRowProps<R>) => {
  const t = useT();
  const dragged = useRef<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const flexible = columns.findIndex(isFlexible);
  const begin = (event: DragEvent, id: string): void => {
    // Its edge is being dragged, not the column.
    if (event.currentTarget.querySelector('[data-active]') !== null) {
      event.preventDefault();
      return;
    }
    dragged.current = id;
    event.dataTransfer.effectAllowed = 'move';
  };
  const enter = (event: DragEvent, id: string): void => {
    if (dragged.current !== null) {
      event.preventDefault();
      setOver(id === dragged.current ? null : id);
    }
  };
  const drop = (to: string): void => {
    const id = dragged.current;
    if (id !== null && home !== undefined) {
      onColumns?.((before) => moveColumn(home, before, id, to));
    }
    end();
  };
  const end = (): void => {
    dragged.current = null;
    setOver(null);
  };
  return (
    <thead className={`${styles.head} ${columnStyles.head}`}>
      <tr className={styles.line}>
        {all === undefined ? null : (
          <th className={styles.check}>
            <input
              type="checkbox"
              aria-label={t('Select all rows that are loaded')}
              ref={(box) => {
                if (box !== null) {
                  box.indeterminate = all.some;
                }
              }}
              checked={all.checked}
              onChange={all.onChange}
            />
          </th>
        )}
        {columns.map((column, index) => (
          <th
            key={column.id}
            scope="col"
            draggable={onColumns !== undefined}
            data-over={over === column.id || undefined}
            onDragStart={(event) => begin(event, column.id)}
            onDragOver={(event) => enter(event, column.id)}
            onDrop={() => drop(column.id)}
            onDragEnd={end}
          >
            <span className={columnStyles.name}>{t(column.label)}</span>
            {onColumns === undefined || isFlexible(column) ? null : (
              <ResizeHandle
                id={column.id}
                index={index + (all === undefined ? 0 : 1)}
                side={flexible !== -1 && index > flexible ? 'left' : 'right'}
                onColumns={onColumns}
              />
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
};
