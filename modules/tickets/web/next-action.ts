import type { TicketAction, TicketActionName, TicketDetail, TicketStatus } from '../contract.ts';

/** The likeliest next step from each state; the first of them that this user may take is the button. */
const likeliest: Readonly<Record<TicketStatus, readonly TicketActionName[]>> = {
  received: ['assign', 'triage'],
  triage: ['assign'],
  awaiting_approval: [],
  rejected: [],
  assigned: ['start', 'resolve'],
  in_progress: ['resolve'],
  waiting_customer: ['resume'],
  waiting_vendor: ['resume'],
  resolved: ['close', 'reopen'],
  closed: [],
  cancelled: [],
};

/** In this order the others stand in the menu; what ends a ticket without an answer stands last. */
const order: readonly TicketActionName[] = [
  'triage',
  'assign',
  'start',
  'wait_customer',
  'wait_vendor',
  'resume',
  'resolve',
  'close',
  'reopen',
  'reject',
  'cancel',
];

export type NextActions = { readonly primary: TicketAction | null; readonly others: readonly TicketAction[] };

/** The one button and the menu, out of what the server says this user may do now. Nothing is allowed that it did not say. */
export const nextActions = (ticket: Pick<TicketDetail, 'status' | 'actions'>): NextActions => {
  const wanted = likeliest[ticket.status].find((name) => ticket.actions.some(({ action }) => action === name));
  const primary = ticket.actions.find(({ action }) => action === wanted) ?? null;
  const others = ticket.actions
    .filter((action) => action !== primary || action.action === 'assign')
    .toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
  return { primary, others };
};

/**
 * The two answers to "does it work now?", where the one who asked looks at a solved request: yes closes it, no opens it
 * again. Null where they are not both to be had; whoever works for others sees the ordinary button and menu.
 */
export const confirming = (
  { status, requester, onBehalfOf, abilities, actions }: Asked,
  userId: number,
): { readonly yes: TicketAction; readonly no: TicketAction } | null => {
  const asked = (onBehalfOf ?? requester).id === userId || !abilities.includes('ticket.work');
  const yes = actions.find(({ action }) => action === 'close');
  const no = actions.find(({ action }) => action === 'reopen');
  return status === 'resolved' && asked && yes !== undefined && no !== undefined ? { yes, no } : null;
};
type Asked = Pick<TicketDetail, 'status' | 'requester' | 'onBehalfOf' | 'abilities' | 'actions'>;

/** Actions after which nobody works on the ticket; they stand apart in the menu. */
export const isEnding = ({ action }: TicketAction): boolean => action === 'cancel' || action === 'reject';

/** Whether it is done at once, or asks for words, or whether it may end for good, first. */
export const asksFirst = ({ requires, final }: TicketAction): boolean => final || requires.length > 0;
