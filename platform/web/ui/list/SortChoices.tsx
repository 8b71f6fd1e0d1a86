import { Menu } from '@mantine/core';
import type { Face } from '../menu/late-menu.tsx';
import { MenuFrame } from '../menu/MenuFrame.tsx';
import type { SortMenuProps } from './SortMenu.tsx';

export const SortChoices = ({ face, options, value, onChange }: SortMenuProps & { readonly face: Face }) => (
  <MenuFrame face={face} position="bottom-end">
    <Menu.RadioGroup value={value} onChange={onChange}>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value}>
          {option.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  </MenuFrame>
);
