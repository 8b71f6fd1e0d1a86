import { IconColumns3 } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import { lateMenu } from '../menu/late-menu.tsx';
import { ListTool } from './ListTool.tsx';
import type { ColumnsMenuProps } from './use-columns.ts';

const ColumnsPopover = lateMenu(async () => (await import('./ColumnsPopover.tsx')).ColumnsPopover, 'dialog');

/** Which columns, in which order, how wide. Not on a phone, where rows are cards. */
export const ColumnsMenu = (props: ColumnsMenuProps) => {
  const t = useT();
  return (
    <ColumnsPopover {...props} face={<ListTool bare icon={IconColumns3} label={t('Columns')} data-wide-only="" />} />
  );
};
