import { Menu } from '@mantine/core';
import type { Face } from '../menu/late-menu.tsx';
import { MenuFrame } from '../menu/MenuFrame.tsx';
import type { Filter } from './filter.ts';

type FilterNamesProps = {
  readonly face: Face;
  readonly filters: readonly Filter[];
  readonly onChoose: (key: string) => void;
};

/** By what the list can be filtered. The focus goes on to the chip of the one that is chosen. */
export const FilterNames = ({ face, filters, onChoose }: FilterNamesProps) => (
  <MenuFrame face={face} position="bottom-end" returnFocus={false}>
    {filters.map(({ key, label }) => (
      <Menu.Item key={key} onClick={() => onChoose(key)}>
        {label}
      </Menu.Item>
    ))}
  </MenuFrame>
);
