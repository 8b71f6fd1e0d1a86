import { Menu } from '@mantine/core';
import { useT } from '#platform/web/i18n/i18n.ts';
import type { Face } from '#platform/web/ui/menu/late-menu.tsx';
import { MenuFrame } from '#platform/web/ui/menu/MenuFrame.tsx';

type ViewChoicesProps = { readonly face: Face; readonly onRename: () => void; readonly onRemove: () => void };

/** What can be done with the saved view that one looks at. */
export const ViewChoices = ({ face, onRename, onRemove }: ViewChoicesProps) => {
  const t = useT();
  return (
    <MenuFrame face={face} position="bottom-end">
      <Menu.Item onClick={onRename}>{t('Rename the view')}</Menu.Item>
      <Menu.Item onClick={onRemove}>{t('Remove the view')}</Menu.Item>
    </MenuFrame>
  );
};
