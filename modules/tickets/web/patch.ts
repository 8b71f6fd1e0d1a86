import type { TicketDetail, TicketPatch } from '../contract.ts';

type Field = keyof TicketPatch;
const shownAs = (field: Field): keyof TicketDetail => (field === 'categoryId' ? 'category' : field);

/** The ticket as it will look once the change has arrived. Priority and version are the server's to say. */
export const optimistic = (ticket: TicketDetail, patch: TicketPatch): TicketDetail => {
  const { categoryId: _category, ...fields } = patch;
  return { ...ticket, ...fields };
};

/** Fields that I wanted to change and that somebody else changed meanwhile, to something else than I did. */
export const fieldsInConflict = (before: TicketDetail, now: TicketDetail, patch: TicketPatch): Field[] =>
  (Object.keys(patch) as Field[]).filter((field) => {
    const [mine, theirs, base] = [patch[field], now[shownAs(field)], before[shownAs(field)]].map((value) =>
      JSON.stringify(value),
    );
    return theirs !== base && theirs !== mine;
  });
