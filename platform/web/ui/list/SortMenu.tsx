import { IconArrowsSort } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import type { Choice } from '../menu/ChoiceMenu.tsx';
import { lateMenu } from '../menu/late-menu.tsx';
import styles from './FilterBar.module.css';

type SortMenuProps = {
  readonly options: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const Choices = lateMenu(async () => (await import('../menu/ChoiceMenu.tsx')).ChoiceMenu);

/** In which order; the button says the present one. */
export const SortMenu = ({ options, value, onChange }: SortMenuProps) => {
  const t = useT();
  const label = options.find((option) => option.value === value)?.label ?? value;
  const title = t('Order: {{order}}', { order: label });
  const face = (
    <button type="button" className={styles.tool} aria-label={title} title={title}>
      <IconArrowsSort size={16} stroke={1.6} aria-hidden="true" />
      <span>{label}</span>
    </button>
  );
  return <Choices {...{ face, value, onChange }} choices={options} position="bottom-end" />;
};
