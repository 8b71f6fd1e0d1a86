import { IconX } from '@tabler/icons-react';
import { useLanguage, useT } from '../../i18n/i18n.ts';
import { lateMenu } from '../menu/late-menu.tsx';
import styles from './FilterBar.module.css';
import type { Filter } from './filter.ts';

const FilterChoices = lateMenu(async () => (await import('./FilterChoices.tsx')).FilterChoices);

type FilterChipProps = {
  readonly filter: Filter;
  readonly values: readonly string[];
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onChange: (values: readonly string[]) => void;
};

/** One filter as part of a sentence: "상태 접수 또는 처리 중". Its words open the choice, its cross removes it. */
export const FilterChip = ({ filter, values, opened, onOpened, onChange }: FilterChipProps) => {
  const t = useT();
  const language = useLanguage();
  const labels = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
  const sentence = new Intl.ListFormat(language, { type: 'disjunction' }).format(labels);
  const face = (
    <button type="button" className={styles.words}>
      <span className={styles.name}>{filter.label}</span>
      <span>{sentence === '' ? '…' : sentence}</span>
    </button>
  );
  return (
    <span className={styles.chip} data-chip="">
      <FilterChoices {...{ face, filter, values, onOpened, onChange }} start={opened} />
      <button
        type="button"
        className={styles.remove}
        aria-label={t('Remove the filter {{name}}', { name: filter.label })}
        onClick={() => onChange([])}
      >
        <IconX size={14} stroke={1.75} />
      </button>
    </span>
  );
};
