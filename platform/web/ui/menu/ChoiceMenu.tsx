import { Menu, type MenuProps } from '@mantine/core';
import type { Face } from './late-menu.tsx';
import { MenuFrame } from './MenuFrame.tsx';

export type Choice = { readonly value: string; readonly label: string };

type ChoiceMenuProps = Pick<MenuProps, 'position' | 'width'> & {
  readonly face: Face;
  readonly label?: string;
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
};

/** One of several, open where it stands. */
export const ChoiceMenu = ({ value, choices, onChange, ...frame }: ChoiceMenuProps) => (
  <MenuFrame {...frame}>
    <Menu.RadioGroup value={value ?? ''} onChange={onChange}>
      {choices.map((choice) => (
        <Menu.RadioItem
          key={choice.value}
          value={choice.value}
          closeMenuOnClick
          // Who opens it by a key begins at what stands there.
          data-autofocus={choice.value === value || undefined}
        >
          {choice.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  </MenuFrame>
);
