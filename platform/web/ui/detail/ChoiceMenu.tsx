import { Menu } from '@mantine/core';
import type { Face } from '../menu/late-menu.tsx';
import { MenuFrame } from '../menu/MenuFrame.tsx';
import type { Choice } from './ChoiceFact.tsx';

type ChoiceMenuProps = {
  readonly face: Face;
  readonly label: string;
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
};

/** What a fact can be, open where the fact stands. */
export const ChoiceMenu = ({ face, label, value, choices, onChange }: ChoiceMenuProps) => (
  <MenuFrame face={face} label={label} position="bottom-start" width={200}>
    <Menu.RadioGroup value={value ?? ''} onChange={onChange}>
      {choices.map((choice) => (
        <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
          {choice.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  </MenuFrame>
);
