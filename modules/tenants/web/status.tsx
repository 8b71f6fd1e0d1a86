import { IconCircleCheck, IconCircleX, IconPlayerPause } from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import type { NavIcon } from '#platform/web/module.ts';
import { Badge, type Meaning } from '#platform/web/ui/Badge.tsx';
import type { Tenant } from '../contract.ts';
import { tenantStatusText } from './words.ts';

const looks: Readonly<Record<Tenant['status'], { readonly meaning: Meaning; readonly icon: NavIcon }>> = {
  active: { meaning: 'done', icon: IconCircleCheck },
  suspended: { meaning: 'waiting', icon: IconPlayerPause },
  closed: { meaning: 'closed', icon: IconCircleX },
};

/** Whether an organization is in use, as icon and word. */
export const TenantStatus = ({
  status,
  quiet = false,
}: {
  readonly status: Tenant['status'];
  readonly quiet?: boolean;
}) => {
  const t = useT();
  const { meaning, icon: Icon } = looks[status];
  return (
    <Badge meaning={meaning} icon={<Icon size={16} stroke={1.75} aria-hidden="true" />} quiet={quiet}>
      {t(tenantStatusText[status])}
    </Badge>
  );
};
