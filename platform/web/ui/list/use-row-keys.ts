import { useRef } from 'react';
import { text } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { rowElementId } from './Row.tsx';

/** The row last stood on, by list, so that coming back goes on from there. */
const current = new Map<string, number>();

type RowKeys = { readonly ids: readonly number[]; readonly place: string; readonly show: (index: number) => void };

/** `j` and `k` walk the rows, Enter opens the one stood on. The row is remembered by what it is, not by its position. */
export const useRowKeys = ({ ids, place, show }: RowKeys): void => {
  const latest = useRef(ids);
  latest.current = ids;
  const stand = (index: number): void => {
    const id = latest.current[index];
    if (id !== undefined) {
      current.set(place, id);
      show(index);
      focusSoon(rowElementId(id));
    }
  };
  const step = (by: number): void => {
    const focused = latest.current.findIndex((id) => rowElementId(id) === document.activeElement?.id);
    const remembered = latest.current.indexOf(current.get(place) ?? -1);
    const from = focused === -1 ? remembered : focused;
    stand(from === -1 ? 0 : Math.min(latest.current.length - 1, Math.max(0, from + by)));
  };
  const open = (): void => {
    const id = current.get(place);
    if (id !== undefined) {
      document.getElementById(rowElementId(id))?.click();
    }
  };
  useKeys([
    { keys: 'j', label: text('Next row'), group: 'list', run: () => step(1) },
    { keys: 'k', label: text('Previous row'), group: 'list', run: () => step(-1) },
    { keys: 'Enter', label: text('Open the row'), group: 'list', run: open },
  ]);
};

/** A row scrolled to is drawn a frame or two later. */
const focusSoon = (id: string, tries = 5): void => {
  const element = document.getElementById(id);
  if (element !== null) {
    element.focus({ preventScroll: true });
  } else if (tries > 0) {
    requestAnimationFrame(() => focusSoon(id, tries - 1));
  }
};
