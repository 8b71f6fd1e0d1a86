import type { RequiredInput, StatusCategory, TicketAction, TicketActionName, TicketStatus } from './contract.ts';

/** Who may make a move: those with ticket.work, and for some the ticket's owner too. */
type Mover = 'staff' | 'staff_or_owner';
export type Transition = {
  readonly from: TicketStatus;
  readonly action: TicketActionName;
  readonly to: TicketStatus;
  readonly by: Mover;
  readonly requires: readonly RequiredInput[];
};

type Rule = Omit<Transition, 'from'> & { readonly from: readonly TicketStatus[] };

// The table of service-desk.md. The database holds the same rows (ticket_transition) and refuses any other move; a test
// compares the two.
const rules: readonly Rule[] = [
  { action: 'triage', from: ['received'], to: 'triage', by: 'staff', requires: [] },
  {
    action: 'assign',
    from: ['received', 'triage', 'assigned', 'in_progress'],
    to: 'assigned',
    by: 'staff',
    requires: ['assigneeId'],
  },
  { action: 'start', from: ['assigned'], to: 'in_progress', by: 'staff', requires: [] },
  { action: 'wait_customer', from: ['in_progress'], to: 'waiting_customer', by: 'staff', requires: ['comment'] },
  { action: 'wait_vendor', from: ['in_progress'], to: 'waiting_vendor', by: 'staff', requires: ['reason'] },
  { action: 'resume', from: ['waiting_customer', 'waiting_vendor'], to: 'in_progress', by: 'staff', requires: [] },
  {
    action: 'resolve',
    from: ['assigned', 'in_progress', 'waiting_customer', 'waiting_vendor'],
    to: 'resolved',
    by: 'staff',
    requires: ['resolution'],
  },
  { action: 'close', from: ['resolved'], to: 'closed', by: 'staff_or_owner', requires: [] },
  { action: 'reopen', from: ['resolved'], to: 'in_progress', by: 'staff_or_owner', requires: ['reason'] },
  { action: 'reject', from: ['received', 'triage'], to: 'rejected', by: 'staff', requires: ['reason'] },
  {
    action: 'cancel',
    from: ['received', 'triage', 'awaiting_approval', 'assigned'],
    to: 'cancelled',
    by: 'staff_or_owner',
    requires: [],
  },
  {
    action: 'cancel',
    from: ['in_progress', 'waiting_customer', 'waiting_vendor'],
    to: 'cancelled',
    by: 'staff',
    requires: [],
  },
];

/** Every move there is, one row each. */
export const transitions: readonly Transition[] = rules.flatMap((rule) => rule.from.map((from) => ({ ...rule, from })));

const byStatus = Map.groupBy(transitions, (transition) => transition.from);

/** Whether a ticket stays in this state for good. */
export const isFinal = (status: TicketStatus): boolean => !byStatus.has(status);

export const findTransition = (from: TicketStatus, action: TicketActionName): Transition | undefined =>
  byStatus.get(from)?.find((transition) => transition.action === action);

/** What somebody is to a ticket: may they work on tickets, is it theirs. */
export type Standing = { readonly isStaff: boolean; readonly isOwner: boolean };

export const mayMove = (transition: Transition, standing: Standing): boolean =>
  standing.isStaff || (standing.isOwner && transition.by === 'staff_or_owner');

/** Whether a ticket's owner may ever make this move: then the status decides, else the role. */
export const isOwnersAction = (action: TicketActionName): boolean =>
  transitions.some((transition) => transition.action === action && transition.by === 'staff_or_owner');

/** The moves that somebody may make now, as screens show them. */
export const actionsOf = (status: TicketStatus, standing: Standing): TicketAction[] =>
  (byStatus.get(status) ?? [])
    .filter((transition) => mayMove(transition, standing))
    .map(({ action, to, requires }) => ({ action, to, requires: [...requires], final: isFinal(to) }));

const categories: Readonly<Record<TicketStatus, StatusCategory>> = {
  received: 'open',
  triage: 'open',
  awaiting_approval: 'open',
  rejected: 'closed',
  assigned: 'open',
  in_progress: 'open',
  waiting_customer: 'paused',
  waiting_vendor: 'paused',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'closed',
};

export const categoryOf = (status: TicketStatus): StatusCategory => categories[status];

/** The statuses of some categories, among `statuses` where those are given too. */
export const statusesOf = (wanted: readonly StatusCategory[], statuses?: readonly TicketStatus[]): TicketStatus[] =>
  (Object.keys(categories) as TicketStatus[]).filter(
    (status) => wanted.includes(categories[status]) && (statuses?.includes(status) ?? true),
  );

/** What still has to be done. The database has the same list (ticket_unfinished); a test compares them. */
export const unfinishedStatuses: readonly TicketStatus[] = statusesOf(['open', 'paused']);
