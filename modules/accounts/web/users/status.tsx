import { IconCircleCheck, IconCircleX, IconMail } from '@tabler/icons-react';
import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import type { NavIcon } from '#platform/web/module.ts';
import { Badge, type Meaning } from '#platform/web/ui/Badge.tsx';
import type { User } from '../../contract.ts';

type Look = { readonly meaning: Meaning; readonly icon: NavIcon; readonly word: Text };

/** The one map from the state of an account to how it looks. */
export const userLooks: Readonly<Record<User['status'], Look>> = {
  invited: { meaning: 'waiting', icon: IconMail, word: text('Invited') },
  active: { meaning: 'done', icon: IconCircleCheck, word: text('Active') },
  disabled: { meaning: 'closed', icon: IconCircleX, word: text('Disabled') },
};

export const UserStatus = ({
  status,
  quiet = false,
}: {
  readonly status: User['status'];
  readonly quiet?: boolean;
}) => {
  const t = useT();
  const { meaning, icon: Icon, word } = userLooks[status];
  return (
    <Badge meaning={meaning} icon={<Icon size={16} stroke={1.75} aria-hidden="true" />} quiet={quiet}>
      {t(word)}
    </Badge>
  );
};
