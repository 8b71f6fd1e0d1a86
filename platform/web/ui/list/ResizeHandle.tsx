import { type PointerEvent, useRef, useState } from 'react';
import styles from './Columns.module.css';
import { clampWidth, resizeColumn } from './column-state.ts';
import type { ChangeColumns } from './use-columns.ts';

type ResizeHandleProps = {
  readonly id: string;
  /** Which track of the grid it is. */
  readonly index: number;
  /** The edge that moves: the one away from the column that takes what is left. */
  readonly side: 'left' | 'right';
  readonly onColumns: ChangeColumns;
};

/**
 * The edge of a column, for the pointer; by keyboard the columns' menu does the same. While it is dragged only the grid
 * changes, no row is drawn again.
 */
export const ResizeHandle = ({ id, index, side, onColumns }: ResizeHandleProps) => {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const [active, setActive] = useState(false);
  const widthAt = (event: PointerEvent): number => {
    const { x = 0, width = 0 } = from.current ?? {};
    return clampWidth(width + (event.clientX - x) * (side === 'left' ? -1 : 1));
  };
  const begin = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? 0 };
    setActive(true);
  };
  const drag = (event: PointerEvent<HTMLSpanElement>): void => {
    const table = event.currentTarget.closest('table');
    if (from.current !== null && table !== null) {
      const tracks = splitTracks(table.style.getPropertyValue('--columns'));
      table.style.setProperty('--columns', tracks.with(index, `${widthAt(event)}px`).join(' '));
    }
  };
  const end = (event: PointerEvent<HTMLSpanElement>): void => {
    if (from.current !== null) {
      const width = widthAt(event);
      onColumns((before) => resizeColumn(before, id, width));
    }
    from.current = null;
    setActive(false);
  };
  return (
    <span
      className={styles.handle}
      aria-hidden="true"
      data-side={side}
      data-active={active || undefined}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onColumns((before) => resizeColumn(before, id, undefined))}
    />
  );
};

/** `120px minmax(140px, 1fr)` are two. */
const splitTracks = (tracks: string): string[] => tracks.match(/[^\s(]+(?:\([^)]*\))?/g) ?? [];
