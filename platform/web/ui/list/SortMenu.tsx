import { Menu } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import styles from './FilterBar.module.css';

export type SortOption = { readonly value: string; readonly label: string };
type SortMenuProps = {
  readonly options: readonly SortOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** In which order; the button says the present one. */
export const SortMenu = ({ options, value, onChange }: SortMenuProps) => {
  const t = useT();
  const label = options.find((option) => option.value === value)?.label ?? value;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.tool} aria-label={t('Order: {{order}}', { order: label })}>
          <IconArrowsSort size={16} stroke={1.6} aria-hidden="true" />
          <span>{label}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value} onChange={onChange}>
          {options.map((option) => (
            <Menu.RadioItem key={option.value} value={option.value}>
              {option.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
