import { Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { ListTool } from './ListTool.tsx';
import type { ColumnsMenuProps } from './use-columns.ts';

const ColumnsPanel = lazy(async () => ({ default: (await import('./ColumnsPanel.tsx')).ColumnsPanel }));

/** Which columns, in which order, how wide. Not on a phone, where rows are cards. */
export const ColumnsMenu = (props: ColumnsMenuProps) => {
  const t = useT();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md" width={336}>
      <Popover.Target>
        <ListTool bare icon={IconColumns3} label={t('Columns')} data-wide-only="" onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Columns')}>
        <Suspense fallback={null}>
          <ColumnsPanel {...props} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
};
