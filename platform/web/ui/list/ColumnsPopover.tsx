import { Popover } from '@mantine/core';
import { cloneElement, type ReactElement, type Ref, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import type { Face } from '../menu/late-menu.tsx';
import { useOpenAtOnce } from '../menu/use-open-at-once.ts';
import { ColumnsPanel } from './ColumnsPanel.tsx';
import type { ColumnsMenuProps } from './use-columns.ts';

type ColumnsPopoverProps = ColumnsMenuProps & { readonly face: Face };
type WithRef = ReactElement<{ readonly ref?: Ref<HTMLElement>; readonly onClick?: () => void }>;

/** The button for columns and what it opens, open. */
export const ColumnsPopover = ({ face, ...panel }: ColumnsPopoverProps) => {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const target = useOpenAtOnce(setOpened);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md" width={336}>
      <Popover.Target>
        {cloneElement(face as WithRef, { ref: target, onClick: () => setOpened(!opened) })}
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Columns')}>
        <ColumnsPanel {...panel} />
      </Popover.Dropdown>
    </Popover>
  );
};
