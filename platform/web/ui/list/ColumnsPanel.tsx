import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconMinus, IconPlus } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import type { NavIcon } from '../../module.ts';
import styles from './Columns.module.css';
import {
  clampWidth,
  isFlexible,
  isUntouched,
  moveColumn,
  orderColumns,
  resizeColumn,
  toggleColumn,
  untouched,
} from './column-state.ts';
import { columnsFor } from './list.ts';
import type { ColumnsMenuProps } from './use-columns.ts';
import { useWidth } from './use-rows-layout.ts';

const step = 16;

/** Everything that dragging the head of a list does, as buttons. */
export const ColumnsPanel = ({ columns, state, onChange, scroller }: ColumnsMenuProps) => {
  const t = useT();
  const roomy = columnsFor(columns, useWidth(scroller));
  const ordered = orderColumns(columns, state);
  return (
    <div className={styles.panel}>
      <ul>
        {ordered.map((column, index) => {
          const { id, main, width } = column;
          const name = t(column.label);
          const before = ordered[index - 1]?.id;
          const after = ordered[index + 1]?.id;
          const chosen = main === true || !state.hidden.includes(id);
          const wide = state.widths[id] ?? Number.parseInt(width, 10);
          const move = (to: string | undefined) =>
            to === undefined ? null : () => onChange((now) => moveColumn(columns, now, id, to));
          const resize = (by: number) =>
            isFlexible(column) || clampWidth(wide + by) === wide
              ? null
              : () => onChange((now) => resizeColumn(now, id, wide + by));
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen}
                  disabled={main === true}
                  onChange={() => onChange((now) => toggleColumn(now, id))}
                />
                <span>
                  {name}
                  {chosen && !roomy.includes(column) ? <small>{t('No room at this width')}</small> : null}
                </span>
              </label>
              <Step label={t('{{name}}: narrower', { name })} icon={IconMinus} onClick={resize(-step)} />
              <Step label={t('{{name}}: wider', { name })} icon={IconPlus} onClick={resize(step)} />
              <Step label={t('{{name}}: to the left', { name })} icon={IconChevronUp} onClick={move(before)} />
              <Step label={t('{{name}}: to the right', { name })} icon={IconChevronDown} onClick={move(after)} />
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className={styles.reset}
        disabled={isUntouched(state)}
        onClick={() => onChange(() => untouched)}
      >
        {t('Reset columns')}
      </button>
    </div>
  );
};

type StepProps = { readonly label: string; readonly icon: NavIcon; readonly onClick: (() => void) | null };

/** Stays where the focus is when there is no further step: then it is only marked as unavailable. */
const Step = ({ label, icon: Icon, onClick }: StepProps) => (
  <ActionIcon
    size={26}
    aria-label={label}
    title={label}
    aria-disabled={onClick === null || undefined}
    className={styles.step}
    onClick={() => onClick?.()}
  >
    <Icon size={15} stroke={1.75} />
  </ActionIcon>
);
