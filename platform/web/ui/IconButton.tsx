import { ActionIcon, type ActionIconProps } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { NavIcon } from '../module.ts';
import { Hint } from './Hint.tsx';

type IconButtonProps = ActionIconProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps> & {
    /** What it does, for the tooltip and for screen readers. */
    readonly label: string;
    readonly icon: NavIcon;
    readonly keys?: string;
    /** Says its name only to screen readers; for buttons whose menu would stand under the tooltip. */
    readonly silent?: boolean;
    readonly children?: ReactNode;
  };

/** A button that is only a picture, with its name on hover and the key that does the same. */
export const IconButton = ({ label, icon: Icon, keys, silent = false, ...rest }: IconButtonProps) => {
  const button = (
    <ActionIcon aria-label={label} {...rest}>
      <Icon size={18} stroke={1.6} />
    </ActionIcon>
  );
  return silent ? button : <Hint label={keys === undefined ? label : `${label}  ${keys}`}>{button}</Hint>;
};
