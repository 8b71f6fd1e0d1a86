import { Menu } from '@mantine/core';
import { IconLogout, IconUserOff } from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import type { Face } from '#platform/web/ui/menu/late-menu.tsx';
import { MenuFrame } from '#platform/web/ui/menu/MenuFrame.tsx';
import type { User } from '../../contract.ts';

type UserMoreProps = {
  readonly face: Face;
  readonly user: User;
  readonly onOpen: (open: 'sessions' | 'disable') => void;
};

/** What takes something away from an account. */
export const UserMore = ({ face, user, onOpen }: UserMoreProps) => {
  const t = useT();
  return (
    <MenuFrame face={face} position="bottom-end" width={240}>
      {user.abilities.includes('user.end_sessions') ? (
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => onOpen('sessions')}>
          {t('Sign out everywhere…')}
        </Menu.Item>
      ) : null}
      {user.abilities.includes('user.disable') ? (
        <Menu.Item leftSection={<IconUserOff size={16} stroke={1.6} />} onClick={() => onOpen('disable')}>
          {t('Disable the account…')}
        </Menu.Item>
      ) : null}
    </MenuFrame>
  );
};
