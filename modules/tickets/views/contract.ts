import { type Static, Type } from 'typebox';
import { Line } from '#platform/http/contract.ts';
import { TicketListQuery } from '../contract.ts';

const strict = { additionalProperties: false };
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Name = Line(60);

const { limit: _limit, cursor: _cursor, ...searched } = TicketListQuery.properties;
/** What a view asks for: the filters, words and order of the list of tickets. */
export const TicketViewSearch = Type.Object(searched, strict);
export type TicketViewSearch = Static<typeof TicketViewSearch>;

/** Filters under a name, of one person. */
export const TicketView = Type.Object({
  id: Id,
  name: Type.String(),
  search: TicketViewSearch,
  version: Type.Integer(),
});
export type TicketView = Static<typeof TicketView>;
export const TicketViewList = Type.Object({ items: Type.Array(TicketView) });
export type TicketViewList = Static<typeof TicketViewList>;

export const TicketViewId = Type.Object({ id: Id }, strict);
export const NewTicketView = Type.Object({ name: Name, search: TicketViewSearch }, strict);
export type NewTicketView = Static<typeof NewTicketView>;
export const TicketViewChange = Type.Object(
  { name: Type.Optional(Name), search: Type.Optional(TicketViewSearch) },
  { ...strict, minProperties: 1 },
);
export type TicketViewChange = Static<typeof TicketViewChange>;
