import { IconCheck, IconCircleCheck, IconTag, IconUserCheck, IconUserPlus } from '@tabler/icons-react';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import type { RunOne } from '#platform/web/tray/start-run.ts';
import type { BulkAction, BulkForm } from '#platform/web/ui/list/bulk.ts';
import type { TicketTransition } from '../change/contract.ts';
import type { Ticket, TicketActionName } from '../contract.ts';
import { transitionsQuery } from './api.ts';
import type { BulkAsk } from './BulkDialog.tsx';
import { addTags, moveOne } from './bulk-changes.ts';
import { actionText, statusText } from './words.ts';

const BulkDialog = lazy(async () => ({ default: (await import('./BulkDialog.tsx')).BulkDialog }));
const BulkClosing = lazy(async () => ({ default: (await import('./BulkClosing.tsx')).BulkClosing }));
type Moves = readonly TicketTransition[];

/** What staff can do to many requests at once. Undefined for those who do not work on requests. */
export const useBulkActions = (): readonly BulkAction<Ticket>[] | undefined => {
  const t = useT();
  const session = useSession();
  const client = useQueryClient();
  const works = can(session, 'ticket.work');
  const { data: moves } = useQuery({ ...transitionsQuery, enabled: works });
  const me = session.user.id;
  return useMemo(() => {
    if (!works) {
      return undefined;
    }
    return [take(t, client, moves, me), ...asked(t, client, moves), close(t, client, moves)];
  }, [t, client, works, moves, me]);
};

const take = (t: Translate, client: QueryClient, moves: Moves | undefined, me: number): BulkAction<Ticket> => ({
  key: 'take',
  label: t('Take them'),
  icon: IconUserCheck,
  refuses: (row) => (row.assignee?.id === me ? t('It is yours already.') : whyNot(t, moves, row, 'assign')),
  run: (row) => moveOne(client, row, { action: 'assign', assigneeId: me }),
});

const close = (t: Translate, client: QueryClient, moves: Moves | undefined): BulkAction<Ticket> => ({
  key: 'close',
  label: `${t(actionText.close)}…`,
  icon: IconCircleCheck,
  refuses: (row) => whyNot(t, moves, row, 'close'),
  form: ({ rows, start, onClose }) => (
    <Suspense fallback={null}>
      <BulkClosing
        rows={rows}
        onClose={onClose}
        onSure={() => start((row) => moveOne(client, row, { action: 'close' }))}
      />
    </Suspense>
  ),
});

/** Those that ask for something more first. */
const asked = (t: Translate, client: QueryClient, moves: Moves | undefined): BulkAction<Ticket>[] => [
  {
    key: 'assign',
    label: t('Assign to…'),
    icon: IconUserPlus,
    refuses: (row) => whyNot(t, moves, row, 'assign'),
    form: (form) =>
      ask(form, 'assignee', (value) => (row) => moveOne(client, row, { action: 'assign', assigneeId: Number(value) })),
  },
  {
    key: 'tag',
    label: t('Tag…'),
    icon: IconTag,
    refuses: (row) => notMine(t, row),
    form: (form) => ask(form, 'tags', (value) => (row) => addTags(client, row, value.split(','))),
  },
  {
    key: 'resolve',
    label: `${t(actionText.resolve)}…`,
    icon: IconCheck,
    refuses: (row) => whyNot(t, moves, row, 'resolve'),
    form: (form) =>
      ask(form, 'resolution', (value) => (row) => moveOne(client, row, { action: 'resolve', resolution: value })),
  },
];

type Run = (value: string) => RunOne<Ticket>;

const ask = ({ rows, start, onClose }: BulkForm<Ticket>, what: BulkAsk, run: Run) => (
  <Suspense fallback={null}>
    <BulkDialog what={what} count={rows.length} onClose={onClose} onValue={(value) => start(run(value))} />
  </Suspense>
);

const notMine = (t: Translate, { abilities }: Ticket): string | null =>
  abilities.includes('ticket.work') ? null : t('Your role does not allow this.');

/** What the server said of moves, looked up for the state that the row shows. Unknown so far: the server is asked. */
const whyNot = (t: Translate, moves: Moves | undefined, row: Ticket, wanted: TicketActionName): string | null => {
  const refused = notMine(t, row);
  const possible = moves === undefined || moves.some(({ from, action }) => from === row.status && action === wanted);
  return (
    refused ?? (possible ? null : t('Not possible in the state {{status}}.', { status: t(statusText[row.status]) }))
  );
};
