import { memo, type RefObject, useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Keys } from '../ui/Keys.tsx';
import styles from './Palette.module.css';
import type { Entry, Group } from './use-own-groups.ts';

type PaletteListProps = {
  readonly id: string;
  readonly groups: readonly Group[];
  readonly current: string | null;
  readonly onHover: (id: string) => void;
  readonly onTake: (entry: Entry, apart: boolean) => void;
};

/** The lines under the field. The focus stays in the field; which line is meant is said by aria-activedescendant. */
export const PaletteList = ({ id, groups, current, onHover, onTake }: PaletteListProps) => {
  const t = useT();
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);
  const list = useRef<HTMLDivElement>(null);
  useClicks(list, id, groups, onTake);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      className={styles.list}
      aria-label={t('Search and commands')}
      tabIndex={-1}
    >
      {groups.map(({ label, entries }, index) => (
        <fieldset key={label} className={styles.group} aria-labelledby={`${id}-group-${index}`}>
          <div id={`${id}-group-${index}`} className={styles.heading} role="presentation">
            {label}
          </div>
          {entries.map((entry) => (
            <Line
              key={entry.id}
              id={`${id}-${entry.id}`}
              entry={entry}
              isCurrent={entry.id === current}
              onHover={onHover}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
};

type LineProps = Pick<PaletteListProps, 'onHover'> & {
  readonly id: string;
  readonly entry: Entry;
  readonly isCurrent: boolean;
};

const PlainLine = ({ id, entry, isCurrent, onHover }: LineProps) => (
  <div
    id={id}
    role="option"
    aria-selected={isCurrent}
    tabIndex={-1}
    className={styles.line}
    onPointerMove={() => (isCurrent ? undefined : onHover(entry.id))}
  >
    <entry.icon size={16} stroke={1.6} />
    <span className={styles.label}>{entry.label}</span>
    {entry.detail === undefined ? null : <span className={styles.detail}>{entry.detail}</span>}
    {entry.keys === undefined ? null : <Keys keys={entry.keys} />}
  </div>
);

/** What a line shows; what it does is read when it is taken. */
const shows = ({ id, entry, isCurrent, onHover }: LineProps): readonly unknown[] => [
  id,
  entry.icon,
  entry.label,
  entry.detail,
  entry.keys,
  isCurrent,
  onHover,
];

/** Drawn again only when it shows something else: each letter typed makes all entries anew. */
const Line = memo(PlainLine, (before, now) => {
  const known = shows(before);
  return shows(now).every((value, index) => value === known[index]);
});

/** One listener for all lines: the lines are no controls, the field above is. */
const useClicks = (
  list: RefObject<HTMLDivElement | null>,
  id: string,
  groups: readonly Group[],
  onTake: PaletteListProps['onTake'],
): void => {
  const latest = useRef({ groups, onTake });
  latest.current = { groups, onTake };
  useEffect(() => {
    const element = list.current;
    const click = (event: MouseEvent): void => {
      const line = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
      const entries = latest.current.groups.flatMap((group) => group.entries);
      const entry = entries.find((one) => `${id}-${one.id}` === line?.id);
      if (entry !== undefined) {
        latest.current.onTake(entry, event.ctrlKey || event.metaKey);
      }
    };
    element?.addEventListener('click', click);
    return () => element?.removeEventListener('click', click);
  }, [list, id]);
};
