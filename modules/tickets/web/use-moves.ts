import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { newIdempotencyKey } from '#platform/web/api/client.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { notify } from '#platform/web/ui/notify.ts';
import type { NewTransition, TicketAction } from '../contract.ts';
import { type LoadedTicket, moveTicket, ticketKeys } from './api.ts';
import { offerUndoOfMove } from './undo.ts';

export type Moves = {
  /** Throws what went wrong, for the dialog that asked for more. What can be taken back is offered to be. */
  readonly move: (move: NewTransition, idempotencyKey: string) => Promise<LoadedTicket>;
  /** Shown at once, taken back and told when it fails: for moves that need nothing more. */
  readonly moveAtOnce: (action: TicketAction, more?: Partial<NewTransition>) => void;
};

/** Moves a ticket from state to state. */
export const useMoves = (id: number): Moves => {
  const t = useT();
  const client = useQueryClient();
  const send = useCallback(
    async (before: LoadedTicket | undefined, wanted: NewTransition, idempotencyKey: string): Promise<LoadedTicket> => {
      const key = ticketKeys.one(id);
      try {
        const after = await moveTicket(id, wanted, { idempotencyKey, etag: before?.etag ?? null });
        client.setQueryData(key, after);
        if (before !== undefined) {
          offerUndoOfMove({ client, t, id }, before.ticket, after.ticket, wanted);
        }
        void client.invalidateQueries({ queryKey: key });
        void client.invalidateQueries({ queryKey: ticketKeys.lists, refetchType: 'none' });
        return after;
      } catch (error) {
        if (isProblem(error) && (error.status === 412 || error.status === 409)) {
          void client.invalidateQueries({ queryKey: key });
        }
        throw error;
      }
    },
    [client, id, t],
  );
  const move = useCallback<Moves['move']>(
    (wanted, idempotencyKey) => send(client.getQueryData<LoadedTicket>(ticketKeys.one(id)), wanted, idempotencyKey),
    [client, id, send],
  );
  const moveAtOnce = useCallback<Moves['moveAtOnce']>(
    ({ action, to }, more = {}) => {
      const key = ticketKeys.one(id);
      const before = client.getQueryData<LoadedTicket>(key);
      if (before === undefined) {
        return;
      }
      // No further move is offered until the server has said which ones there are.
      client.setQueryData<LoadedTicket>(key, { ...before, ticket: { ...before.ticket, status: to, actions: [] } });
      send(before, { action, ...more }, newIdempotencyKey()).catch((error: unknown) => {
        client.setQueryData(key, before);
        // What stood here may be old by now; the server says.
        void client.invalidateQueries({ queryKey: key });
        void notify({ meaning: 'danger', title: t('Not done'), message: problemText(t, error) });
      });
    },
    [client, id, send, t],
  );
  return { move, moveAtOnce };
};
