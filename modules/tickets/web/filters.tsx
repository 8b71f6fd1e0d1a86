import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import type { Filter } from '#platform/web/ui/list/filter.ts';
import type { View } from '#platform/web/ui/list/ListPage.tsx';
import type { Choice } from '#platform/web/ui/menu/ChoiceMenu.tsx';
import { PriorityIcon } from './PriorityIcon.tsx';
import { kinds, priorities } from './search.ts';
import { StatusIcon, statuses } from './status.tsx';
import { kindText, priorityText, statusText } from './words.ts';

const unfinished = ['open', 'paused'];

/** The filters of the list. Only staff are asked for whom: a customer sees nobody's but the own. */
export const useTicketFilters = (): readonly Filter[] => {
  const t = useT();
  const works = can(useSession(), 'ticket.work');
  const all: Filter[] = [
    {
      key: 'status',
      label: t('Status'),
      options: statuses.map((value) => ({ value, label: t(statusText[value]), icon: <StatusIcon status={value} /> })),
    },
    {
      key: 'priority',
      label: t('Priority'),
      options: priorities.map((value) => ({
        value,
        label: t(priorityText[value]),
        icon: <PriorityIcon priority={value} named={false} />,
      })),
    },
    { key: 'kind', label: t('Kind'), options: kinds.map((value) => ({ value, label: t(kindText[value]) })) },
    {
      key: 'statusCategory',
      label: t('Stage'),
      options: [
        { value: 'open', label: t('Under way') },
        { value: 'paused', label: t('Paused') },
        { value: 'resolved', label: t('Resolved') },
        { value: 'closed', label: t('Closed') },
      ],
    },
    { key: 'due', label: t('Due'), options: [{ value: 'overdue', label: t('Overdue') }] },
  ];
  const staff: Filter[] = [
    {
      key: 'assignee',
      label: t('Assignee'),
      options: [
        { value: 'me', label: t('Me') },
        { value: 'none', label: t('Nobody yet') },
      ],
    },
    { key: 'requester', label: t('Requester'), options: [{ value: 'me', label: t('Me') }] },
  ];
  return works ? [...all, ...staff] : all;
};

/** Filters that are asked for all day, one click away. */
export const useTicketViews = (): readonly View[] => {
  const t = useT();
  const works = can(useSession(), 'ticket.work');
  const open: View = { label: t('Unfinished'), search: { statusCategory: unfinished } };
  const all: View = { label: t('All'), search: {} };
  return works
    ? [
        { label: t('Assigned to me'), search: { statusCategory: unfinished, assignee: ['me'] } },
        { label: t('Unassigned'), search: { statusCategory: unfinished, assignee: ['none'] } },
        { label: t('Overdue'), search: { due: ['overdue'] } },
        open,
        all,
      ]
    : [all, open, { label: t('Your turn'), search: { status: ['waiting_customer', 'resolved'] } }];
};

export const useTicketSorts = (): readonly Choice[] => {
  const t = useT();
  return [
    { value: '-createdAt', label: t('Created, newest first') },
    { value: 'createdAt', label: t('Created, oldest first') },
    { value: '-updatedAt', label: t('Updated, newest first') },
    { value: 'priority', label: t('Most urgent first') },
    { value: 'due', label: t('Due soonest') },
  ];
};
