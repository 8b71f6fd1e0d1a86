import { type Static, Type } from 'typebox';
import { limits, TicketKind, TicketStatus } from '../contract.ts';

const strict = { additionalProperties: false };
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** `answered`: solved and closed ones too, for whoever looks for an answer rather than for a duplicate. */
export const SimilarQuery = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: limits.title }),
    answered: Type.Optional(Type.Boolean()),
  },
  strict,
);
/** A ticket that may be about the same. */
export const SimilarTicket = Type.Object({
  id: Id,
  number: Type.String(),
  kind: TicketKind,
  title: Type.String(),
  status: TicketStatus,
  createdAt: Type.String({ format: 'date-time' }),
});
export type SimilarTicket = Static<typeof SimilarTicket>;
export const SimilarTickets = Type.Object({ items: Type.Array(SimilarTicket) });
export type SimilarTickets = Static<typeof SimilarTickets>;

export const PeopleQuery = Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }, strict);
const TicketPerson = Type.Object({ id: Id, name: Type.String(), login: Type.String() });
export const TicketPeople = Type.Object({ items: Type.Array(TicketPerson) });
export type TicketPeople = Static<typeof TicketPeople>;
