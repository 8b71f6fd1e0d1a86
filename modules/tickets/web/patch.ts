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

/** The change that puts back what stood there before. */
export const inversePatch = (before: TicketDetail, patch: TicketPatch): TicketPatch =>
  Object.fromEntries((Object.keys(patch) as Field[]).map((field) => [field, heldIn(before, field)])) as TicketPatch;

/** The move that leads back to where the ticket was, without asking anybody for words; null where there is none. */
export const inverseMove = (
  before: TicketDetail,
  after: TicketDetail,
  action: TicketActionName,
): NewTransition | null => {
  const mayAssign = after.actions.some((one) => one.action === 'assign' && one.to === before.status);
  if (action === 'assign') {
    return before.assignee !== null && mayAssign ? { action, assigneeId: before.assignee.id } : null;
  }
  const back = after.actions.find(({ to, requires }) => to === before.status && requires.length === 0);
  if (back !== undefined) {
    return { action: back.action };
  }
  // Work that was begun goes back to whoever it had been given to.
  return mayAssign && before.assignee !== null ? { action: 'assign', assigneeId: before.assignee.id } : null;
};
