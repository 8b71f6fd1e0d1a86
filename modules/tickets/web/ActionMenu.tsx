import { Menu } from '@mantine/core';
import { Fragment } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import type { Face } from '#platform/web/ui/menu/late-menu.tsx';
import { MenuFrame } from '#platform/web/ui/menu/MenuFrame.tsx';
import type { TicketAction } from '../contract.ts';
import { isEnding } from './next-action.ts';
import { StatusIcon } from './status.tsx';
import { actionLabel } from './words.ts';

type ActionMenuProps = {
  readonly face: Face;
  readonly actions: readonly TicketAction[];
  readonly onChoose: (action: TicketAction) => void;
};

/** All that can be done next; what ends a request stands apart. */
export const ActionMenu = ({ face, actions, onChoose }: ActionMenuProps) => {
  const t = useT();
  return (
    <MenuFrame face={face} position="bottom-end" width={220}>
      {actions.map((action, index) => (
        <Fragment key={action.action}>
          {isEnding(action) && index > 0 && !isEnding(actions[index - 1] ?? action) ? <Menu.Divider /> : null}
          <Menu.Item leftSection={<StatusIcon status={action.to} />} onClick={() => onChoose(action)}>
            {actionLabel(t, action)}
          </Menu.Item>
        </Fragment>
      ))}
    </MenuFrame>
  );
};
