import {
  IconBan,
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleDotted,
  IconCircleHalf2,
  IconCircleX,
  IconClockPause,
  IconTruckDelivery,
  IconUserCircle,
} from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import type { NavIcon } from '#platform/web/module.ts';
import { Badge, type Meaning } from '#platform/web/ui/Badge.tsx';
import type { TicketStatus } from '../contract.ts';
import { statusText } from './words.ts';

type Look = { readonly meaning: Meaning; readonly icon: NavIcon };

/** The one map from a state to how it looks: in lists, on the page, in filters and in history. */
const looks: Readonly<Record<TicketStatus, Look>> = {
  received: { meaning: 'open', icon: IconCircle },
  triage: { meaning: 'open', icon: IconCircleDashed },
  awaiting_approval: { meaning: 'waiting', icon: IconCircleDotted },
  rejected: { meaning: 'danger', icon: IconCircleX },
  assigned: { meaning: 'open', icon: IconUserCircle },
  in_progress: { meaning: 'open', icon: IconCircleHalf2 },
  waiting_customer: { meaning: 'waiting', icon: IconClockPause },
  waiting_vendor: { meaning: 'waiting', icon: IconTruckDelivery },
  resolved: { meaning: 'done', icon: IconCircleCheck },
  closed: { meaning: 'closed', icon: IconCircleCheckFilled },
  cancelled: { meaning: 'closed', icon: IconBan },
};

export const statuses = Object.keys(looks) as readonly TicketStatus[];

/** Icon and word of a state. `quiet`: without ground, for rows. */
export const StatusBadge = ({ status, quiet = false }: { readonly status: TicketStatus; readonly quiet?: boolean }) => {
  const t = useT();
  return (
    <Badge meaning={looks[status].meaning} icon={<StatusIcon status={status} />} quiet={quiet}>
      {t(statusText[status])}
    </Badge>
  );
};

/** The picture alone, where the word stands beside it. */
export const StatusIcon = ({ status }: { readonly status: TicketStatus }) => {
  const { icon: Icon } = looks[status];
  return <Icon size={16} stroke={1.75} aria-hidden="true" />;
};
