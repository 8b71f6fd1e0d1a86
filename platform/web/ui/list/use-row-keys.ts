import { useRef } from 'react';
import { text } from '../../i18n/i18n.ts';
import type { KeyBinding } from '../../keys/keys.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { rowElementId } from './Row.tsx';
import type { Peeking } from './use-peek.ts';
import type { Selecting } from './use-selection.ts';

/** The row last stood on, by list, so that coming back goes on from there. */
const current = new Map<string, number>();

type RowKeys = {
  readonly ids: readonly number[];
  readonly place: string;
  readonly show: (index: number) => void;
  /** How many rows a page of the screen has. */
  readonly page: () => number;
  readonly selecting: Selecting | undefined;
  readonly peeking: Peeking | undefined;
};

/**
 * `j` and `k` walk the rows, Enter opens the one stood on, `x` chooses it, Space shows it beside the list. The row is
 * remembered by what it is, not by its position.
 */
export const useRowKeys = ({ ids, place, show, page, selecting, peeking }: RowKeys): void => {
  const latest = useRef(ids);
  latest.current = ids;
  const stand = (index: number): void => {
    const id = latest.current[Math.min(latest.current.length - 1, Math.max(0, index))];
    if (id !== undefined) {
      current.set(place, id);
      peeking?.follow(id);
      show(latest.current.indexOf(id));
      focusRow(id);
    }
  };
  /** Where one stands: the row in focus, else the one stood on last; -1: nowhere yet. */
  const here = (): number => {
    const focused = latest.current.findIndex((id) => rowElementId(id) === document.activeElement?.id);
    return focused === -1 ? latest.current.indexOf(current.get(place) ?? -1) : focused;
  };
  const step = (by: number): void => (here() === -1 ? stand(0) : stand(here() + by));
  /** Does something with the row stood on; on a fresh list that is the first. */
  const withRow = (use: (id: number) => void) => (): void => {
    const at = Math.max(0, here());
    const id = latest.current[at];
    if (id !== undefined) {
      use(id);
      stand(at);
    }
  };
  const open = (): void => {
    const id = latest.current[here()];
    if (id !== undefined) {
      current.set(place, id);
      document.getElementById(rowElementId(id))?.click();
    }
  };
  useKeys([
    { keys: 'j', label: text('Next row'), group: 'list', run: () => step(1) },
    { keys: 'k', label: text('Previous row'), group: 'list', run: () => step(-1) },
    { keys: 'Home', label: text('First row'), group: 'list', run: () => stand(0) },
    { keys: 'End', label: text('Last row that is loaded'), group: 'list', run: () => stand(latest.current.length - 1) },
    { keys: 'PageDown', label: text('A page down'), group: 'list', run: () => step(page()) },
    { keys: 'PageUp', label: text('A page up'), group: 'list', run: () => step(-page()) },
    { keys: 'Enter', label: text('Open the row'), group: 'list', run: open },
    ...(peeking === undefined ? [] : peekKeys(peeking, withRow)),
    ...(selecting === undefined ? [] : selectionKeys(selecting, withRow)),
    ...closeKeys(selecting, peeking),
  ]);
};

type WithRow = (use: (id: number) => void) => () => void;

const peekKeys = (peeking: Peeking, withRow: WithRow): KeyBinding[] => [
  { keys: 'Space', label: text('Preview the row beside the list'), group: 'list', run: withRow(peeking.toggle) },
];

const selectionKeys = ({ choose, chooseAll }: Selecting, withRow: WithRow): KeyBinding[] => [
  { keys: 'x', label: text('Select the row'), group: 'list', run: withRow((id) => choose(id, false)) },
  { keys: 'shift+x', label: text('Select up to this row'), group: 'list', run: withRow((id) => choose(id, true)) },
  { keys: 'mod+a', label: text('Select all rows that are loaded'), group: 'list', run: chooseAll },
];

/** First the row beside the list goes, then what was chosen. */
const closeKeys = (selecting: Selecting | undefined, peeking: Peeking | undefined): KeyBinding[] => {
  if (peeking?.id != null) {
    return [{ keys: 'Escape', label: text('Close the row beside the list'), group: 'list', run: peeking.close }];
  }
  return selecting !== undefined && selecting.ids.size > 0
    ? [{ keys: 'Escape', label: text('Select nothing'), group: 'list', run: selecting.clear }]
    : [];
};

/** Puts the focus on a row; one that was scrolled to is drawn a frame or two later. */
export const focusRow = (id: number, tries = 5): void => {
  const element = document.getElementById(rowElementId(id));
  if (element !== null) {
    element.focus({ preventScroll: true });
  } else if (tries > 0) {
    requestAnimationFrame(() => focusRow(id, tries - 1));
  }
};
