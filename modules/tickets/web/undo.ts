import type { QueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '#platform/web/api/client.ts';
import type { Translate } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { notify } from '#platform/web/ui/notify.ts';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import type { NewTransition, TicketDetail, TicketPatch } from '../contract.ts';
import { changeTicket, fetchTicket, type LoadedTicket, moveTicket, ticketKeys } from './api.ts';
import { fieldsInConflict, inverseMoves, inversePatch } from './patch.ts';
import { actionText, fieldText, mistaken } from './words.ts';

type Undoing = { readonly client: QueryClient; readonly t: Translate; readonly id: number };

/** After a change of facts: says which, and offers to put back what stood there. */
export const offerUndoOfChange = (
  { client, t, id }: Undoing,
  before: TicketDetail,
  after: TicketDetail,
  patch: TicketPatch,
): void => {
  const inverse = inversePatch(before, patch);
  const what = Object.keys(patch).map((field) => {
    const name = fieldText[field === 'categoryId' ? 'category' : field];
    return name === undefined ? field : t(name);
  });
  offerUndo(t('Changed: {{what}}', { what: what.join(', ') }), () =>
    honestly({ client, t, id }, async (now) => {
      if (fieldsInConflict(after, now.ticket, inverse).length > 0) {
        return null;
      }
      return changeTicket(id, inverse, now.etag);
    }),
  );
};

/** After a move: offers the moves that lead back, where there are any; where not, and one would look for them, says why. */
export const offerUndoOfMove = (
  { client, t, id }: Undoing,
  before: TicketDetail,
  after: TicketDetail,
  { action }: NewTransition,
): void => {
  const back = inverseMoves(before, after, action, t(mistaken));
  const done = t('Done: {{what}}', { what: t(actionText[action]) });
  if (back.length > 0) {
    const words = action === 'wait_customer' ? ` ${t('The message itself stays in the conversation.')}` : '';
    offerUndo(`${done}${words}`, () =>
      honestly({ client, t, id }, async (now) =>
        now.ticket.version === after.version ? moveAll(id, back, now) : null,
      ),
    );
  } else if (action === 'assign' && before.assignee === null) {
    void notify({
      meaning: 'done',
      title: done,
      message: t('A request cannot go back to nobody. To hand it on, assign somebody else.'),
      lasts: 7000,
    });
  }
};

/** One move after the other, each on what the one before it left. */
export const moveAll = async (
  id: number,
  moves: readonly NewTransition[],
  from: LoadedTicket,
): Promise<LoadedTicket> => {
  let now = from;
  for (const move of moves) {
    now = await moveTicket(id, move, { idempotencyKey: newIdempotencyKey(), etag: now.etag });
  }
  return now;
};

/** Takes back on what is there now; null: somebody has changed it since, and their word stands. */
const honestly = async (
  { client, t, id }: Undoing,
  takeBack: (now: LoadedTicket) => Promise<LoadedTicket | null>,
): Promise<void> => {
  const key = ticketKeys.one(id);
  try {
    const result = await takeBack(await fetchTicket(id));
    if (result !== null) {
      client.setQueryData(key, result);
    } else {
      void notify({
        meaning: 'danger',
        title: t('Not taken back'),
        message: t('Somebody else has changed this since. Look at what stands there now.'),
      });
    }
  } catch (error) {
    void notify({ meaning: 'danger', title: t('Not taken back'), message: problemText(t, error) });
  }
  void client.invalidateQueries({ queryKey: key });
  void client.invalidateQueries({ queryKey: ticketKeys.lists, refetchType: 'none' });
};
