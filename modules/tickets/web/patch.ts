import type { CategoryList, NewTransition, TicketActionName, TicketDetail, TicketPatch } from '../contract.ts';

type Field = keyof TicketPatch;
/** What the ticket shows of a field, as a change would name it. */
const heldIn = (ticket: TicketDetail, field: Field): unknown =>
  field === 'categoryId' ? (ticket.category?.id ?? null) : ticket[field];

/** The ticket as it will look once the change has arrived. Priority and version are the server's to say. */
export const optimistic = (
  ticket: TicketDetail,
  patch: TicketPatch,
  categories: CategoryList['items'] = [],
): TicketDetail => {
  const { categoryId, ...fields } = patch;
  const category = categories.find(({ id }) => id === categoryId);
  return { ...ticket, ...fields, ...(category === undefined ? {} : { category }) };
};

/** Fields that I wanted to change and that somebody else changed meanwhile, to something else than I did. */
export const fieldsInConflict = (before: TicketDetail, now: TicketDetail, patch: TicketPatch): Field[] =>
  (Object.keys(patch) as Field[]).filter((field) => {
    const [mine, theirs, base] = [patch[field], heldIn(now, field), heldIn(before, field)].map((value) =>
      JSON.stringify(value),
    );
    return theirs !== base && theirs !== mine;
  });

/** What stands in a ticket in the fields that a change names: the change that puts it back. */
export const inversePatch = (before: TicketDetail, patch: TicketPatch): TicketPatch =>
  Object.fromEntries((Object.keys(patch) as Field[]).map((field) => [field, heldIn(before, field)])) as TicketPatch;

/** How a ticket stood before a move: what the way back needs to know. */
type Stood = Pick<TicketDetail, 'status' | 'assignee'> & Partial<Pick<TicketDetail, 'resolution'>>;

/**
 * The moves that lead back to where the ticket was, one after the other; none where there is no way back, or only one that
 * would say something to the customer once more. `reason` is what history says where it is opened again after `resolve`;
 * no other move back needs one.
 */
export const inverseMoves = (
  before: Stood,
  after: TicketDetail,
  action: TicketActionName,
  reason: string,
): readonly NewTransition[] => {
  if (action === 'resolve') {
    return after.actions.some((one) => one.action === 'reopen') ? openAgain(before, reason) : [];
  }
  if (action === 'assign' && before.status === 'in_progress') {
    return beginAgain(before, after);
  }
  const back = after.actions.filter(({ to }) => to === before.status);
  const free = back.find(({ requires }) => requires.length === 0);
  if (free !== undefined && action !== 'assign') {
    return [{ action: free.action }];
  }
  const { resolution } = before;
  if (action === 'reopen' && typeof resolution === 'string' && back.some((one) => one.action === 'resolve')) {
    return [{ action: 'resolve', resolution }];
  }
  // Work that was begun goes back to whoever it had been given to.
  return back.some((one) => one.action === 'assign') ? toFormer(before) : [];
};

const toFormer = ({ assignee }: Stood): NewTransition[] =>
  assignee === null ? [] : [{ action: 'assign', assigneeId: assignee.id }];

/** Handing on work that was begun leads to work not begun; back at the former assignee it has to be begun once more. */
const beginAgain = (before: Stood, after: TicketDetail): NewTransition[] => {
  const mine = (wanted: TicketActionName): boolean => after.actions.some(({ action }) => action === wanted);
  const former = toFormer(before);
  return former.length > 0 && mine('assign') && mine('start') ? [...former, { action: 'start' }] : [];
};

/** Opening again leads to work in progress; from there it may go back to whoever had not begun yet. */
const openAgain = (before: Stood, reason: string): NewTransition[] => {
  const again: NewTransition[] = [{ action: 'reopen', reason }];
  if (before.status === 'in_progress') {
    return again;
  }
  return before.status === 'assigned' && before.assignee !== null ? [...again, ...toFormer(before)] : [];
};
