import { IconListCheck } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import { ListTool } from './ListTool.tsx';

type SelectButtonProps = { readonly pressed: boolean; readonly onChange: (pressed: boolean) => void };

/** On a phone, where there is no hovering: boxes beside the cards, or none. */
export const SelectButton = ({ pressed, onChange }: SelectButtonProps) => {
  const t = useT();
  return (
    <ListTool
      bare
      icon={IconListCheck}
      label={t('Select rows')}
      aria-pressed={pressed}
      data-narrow-only=""
      onClick={() => onChange(!pressed)}
    />
  );
};
