import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { lateMenu } from '../menu/late-menu.tsx';
import styles from './FilterBar.module.css';
import { FilterChip } from './FilterChip.tsx';
import type { Filter, FilterValues } from './filter.ts';

const FilterNames = lateMenu(async () => (await import('./FilterNames.tsx')).FilterNames);

type FilterBarProps = {
  readonly filters: readonly Filter[];
  readonly values: FilterValues;
  readonly onChange: (key: string, values: readonly string[] | undefined) => void;
  readonly onClear: () => void;
};

/** The button that adds a filter. Choosing one opens its chip. */
export const useFilterBar = ({ filters, values, onChange, onClear }: FilterBarProps) => {
  const t = useT();
  const [editing, setEditing] = useState<string | null>(null);
  const shown = filters.filter(({ key }) => key === editing || (values[key]?.length ?? 0) > 0);
  const unused = filters.filter((filter) => !shown.includes(filter));
  const face = (
    <button
      type="button"
      className={styles.tool}
      aria-label={t('Filter')}
      title={t('Filter')}
      disabled={unused.length === 0}
    >
      <IconFilter size={16} stroke={1.6} aria-hidden="true" />
      <span>{t('Filter')}</span>
    </button>
  );
  const button = filters.length === 0 ? null : <FilterNames face={face} filters={unused} onChoose={setEditing} />;
  const chips =
    shown.length === 0 ? null : (
      <div className={styles.chips}>
        {shown.map((filter) => (
          <FilterChip
            key={filter.key}
            filter={filter}
            values={values[filter.key] ?? []}
            opened={editing === filter.key}
            onOpened={(opened) => setEditing((before) => (opened ? filter.key : before === filter.key ? null : before))}
            onChange={(next) => onChange(filter.key, next.length === 0 ? undefined : next)}
          />
        ))}
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('Clear filters')}
        </button>
      </div>
    );
  return { button, chips };
};
