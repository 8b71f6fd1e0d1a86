import { Menu, type MenuProps } from '@mantine/core';
import { cloneElement, type ReactElement, type ReactNode, type Ref, useState } from 'react';
import type { Face } from './late-menu.tsx';
import { useOpenAtOnce } from './use-open-at-once.ts';

type MenuFrameProps = Pick<MenuProps, 'position' | 'width' | 'returnFocus'> & {
  readonly face: Face;
  /** What the menu is called where its button does not say it. */
  readonly label?: string;
  readonly onOpened?: (opened: boolean) => void;
  readonly children: ReactNode;
};

/** What `lateMenu` shows once it is fetched: the button, and its menu, open. */
export const MenuFrame = ({ face, label, onOpened, children, ...menu }: MenuFrameProps) => {
  const [opened, setOpened] = useState(false);
  const change = (next: boolean): void => {
    setOpened(next);
    onOpened?.(next);
  };
  const target = useOpenAtOnce(change);
  return (
    <Menu opened={opened} onChange={change} {...menu}>
      <Menu.Target>{cloneElement(face as ReactElement<{ ref?: Ref<HTMLElement> }>, { ref: target })}</Menu.Target>
      <Menu.Dropdown {...(label === undefined ? {} : { 'aria-label': label })}>{children}</Menu.Dropdown>
    </Menu>
  );
};
