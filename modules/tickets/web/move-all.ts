import { newIdempotencyKey } from '#platform/web/api/client.ts';
import type { NewTransition } from '../contract.ts';
import { type LoadedTicket, moveTicket } from './api.ts';

/** Of several moves some were made: `reached` is what stands there now, `missing` the move that failed, `cause` why. */
export class MovedInPart extends Error {
  readonly reached: LoadedTicket;
  readonly missing: NewTransition;

  constructor(reached: LoadedTicket, missing: NewTransition, cause: unknown) {
    super('Moved in part', { cause });
    this.name = 'MovedInPart';
    this.reached = reached;
    this.missing = missing;
  }
}

/** One move after the other, each on what the one before it left. Throws `MovedInPart` when a later one fails. */
export const moveAll = async (
  id: number,
  moves: readonly NewTransition[],
  from: LoadedTicket,
  move: typeof moveTicket = moveTicket,
): Promise<LoadedTicket> => {
  let now = from;
  for (const wanted of moves) {
    try {
      now = await move(id, wanted, { idempotencyKey: newIdempotencyKey(), etag: now.etag });
    } catch (error) {
      throw now === from ? error : new MovedInPart(now, wanted, error);
    }
  }
  return now;
};
