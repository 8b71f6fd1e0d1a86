import { IconArrowsSort } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import { lateMenu } from '../menu/late-menu.tsx';
import styles from './FilterBar.module.css';

export type SortOption = { readonly value: string; readonly label: string };
export type SortMenuProps = {
  readonly options: readonly SortOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const SortChoices = lateMenu(async () => (await import('./SortChoices.tsx')).SortChoices);

/** In which order; the button says the present one. */
export const SortMenu = (props: SortMenuProps) => {
  const t = useT();
  const { options, value } = props;
  const label = options.find((option) => option.value === value)?.label ?? value;
  const title = t('Order: {{order}}', { order: label });
  const face = (
    <button type="button" className={styles.tool} aria-label={title} title={title}>
      <IconArrowsSort size={16} stroke={1.6} aria-hidden="true" />
      <span>{label}</span>
    </button>
  );
  return <SortChoices {...props} face={face} />;
};
