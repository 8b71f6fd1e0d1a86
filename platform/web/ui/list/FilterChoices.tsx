import { Menu } from '@mantine/core';
import type { Face } from '../menu/late-menu.tsx';
import { MenuFrame } from '../menu/MenuFrame.tsx';
import styles from './FilterBar.module.css';
import type { Filter } from './filter.ts';

type FilterChoicesProps = {
  readonly face: Face;
  readonly filter: Filter;
  readonly values: readonly string[];
  readonly onOpened: (opened: boolean) => void;
  readonly onChange: (values: readonly string[]) => void;
};

/** What one filter lets through. */
export const FilterChoices = ({ face, filter, values, onOpened, onChange }: FilterChoicesProps) => (
  <MenuFrame face={face} onOpened={onOpened} position="bottom-start" width={220}>
    <Menu.CheckboxGroup value={[...values]} onChange={onChange}>
      {filter.options.map((option) => (
        <Menu.CheckboxItem key={option.value} value={option.value}>
          <span className={styles.option}>
            {option.icon}
            {option.label}
          </span>
        </Menu.CheckboxItem>
      ))}
    </Menu.CheckboxGroup>
  </MenuFrame>
);
