import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import '../ui/overlays.css';
import { useT } from '../i18n/i18n.ts';
import type { NavState } from './use-nav-state.ts';

/** The menu on a phone. */
export const NavDrawer = ({ state, children }: { readonly state: NavState; readonly children: ReactNode }) => {
  const t = useT();
  return (
    <Drawer.Root opened={state.open} onClose={() => state.setOpen(false)} size={272}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={t('Main menu')}>
        <Drawer.Body p={0} h="100%">
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
};
