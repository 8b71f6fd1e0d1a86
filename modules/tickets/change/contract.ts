import { type Static, Type } from 'typebox';
import { RequiredInput, TicketActionName, TicketStatus } from '../contract.ts';

/** A move from one state to another and what it needs. `final`: no move leads on from there. */
export const TicketTransition = Type.Object({
  from: TicketStatus,
  action: TicketActionName,
  to: TicketStatus,
  requires: Type.Array(RequiredInput),
  final: Type.Boolean(),
});
export type TicketTransition = Static<typeof TicketTransition>;
export const TicketTransitionList = Type.Object({ items: Type.Array(TicketTransition) });
export type TicketTransitionList = Static<typeof TicketTransitionList>;
