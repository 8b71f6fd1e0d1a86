import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { readPreference, writePreference } from '../ui/preferences.ts';

export type NavMode = 'wide' | 'icons' | 'drawer';
export type NavState = {
  readonly mode: NavMode;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly toggleIcons: () => void;
};

/** Wide, folded to icons (a choice that stays), or a drawer on a phone. */
export const useNavState = (): NavState => {
  const phone = useMediaQuery('(max-width: 760px)', window.matchMedia('(max-width: 760px)').matches);
  const [folded, setFolded] = useState(() => readPreference('nav') === 'icons');
  const [open, setOpen] = useState(false);
  const toggleIcons = (): void => {
    writePreference('nav', folded ? 'wide' : 'icons');
    setFolded(!folded);
  };
  return { mode: phone ? 'drawer' : folded ? 'icons' : 'wide', open, setOpen, toggleIcons };
};
