import type { QueryClient } from '@tanstack/react-query';
import { type Translate, wordsFor } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { notify } from '#platform/web/ui/notify.ts';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import type { NewTransition, TicketDetail, TicketPatch } from '../contract.ts';
import { changeTicket, fetchTicket, type LoadedTicket, ticketKeys } from './api.ts';
import { MovedInPart, moveAll } from './move-all.ts';
import { fieldsInConflict, inverseMoves, inversePatch } from './patch.ts';
import { actionText, fieldText, resolvedByMistake } from './words.ts';

type Undoing = { readonly client: QueryClient; readonly t: Translate; readonly id: number };

/** After a change of facts: says which, and offers to put back what stood there. */
export const offerUndoOfChange = (
  { client, t, id }: Undoing,
  before: TicketDetail,
  after: TicketDetail,
  patch: TicketPatch,
): void => {
  const inverse = inversePatch(before, patch);
  const what = Object.keys(patch).map((field) =>
    wordsFor(t, fieldText, field === 'categoryId' ? 'category' : field, field),
  );
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
  const back = inverseMoves(before, after, action, t(resolvedByMistake));
  const done = t('Done: {{what}}', { what: t(actionText[action]) });
  if (back.length > 0) {
    const words = action === 'wait_customer' ? ` ${t('The message itself stays in the conversation.')}` : '';
    offerUndo(`${done}${words}`, () =>
      honestly({ client, t, id, former: before.assignee?.name ?? '' }, async (now) =>
        now.ticket.version === after.version ? moveAll(id, back, now) : null,
      ),
    );
    return;
  }
  const message = action === 'assign' ? whyNoWayBack(t, before) : null;
  if (message !== null) {
    void notify({ meaning: 'done', title: done, message, lastsMs: 7000 });
  }
};

/** Why there is no way back, where one would look for it. */
const whyNoWayBack = (t: Translate, { status, assignee }: TicketDetail): string | null => {
  if (assignee === null) {
    return t('A request cannot go back to nobody. To hand it on, assign somebody else.');
  }
  return status === 'in_progress'
    ? t('Work had begun, and only who works on it may begin it again. To hand it back, assign {{name}}.', {
        name: assignee.name,
      })
    : null;
};

/** What was taken back of several moves, and what was not. */
const partText = (t: Translate, { missing, cause }: MovedInPart, name: string): string => {
  const sentence =
    missing.action === 'assign'
      ? t('It is open again, but was not given back to {{name}}.', { name })
      : t('It was given back to {{name}}, but work was not started again.', { name });
  return `${sentence} ${problemText(t, cause)}`;
};

/**
 * Takes back on what is there now; null: somebody has changed it since, and their word stands. `former` is whose the
 * ticket was.
 */
const honestly = async (
  { client, t, id, former = '' }: Undoing & { readonly former?: string },
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
    if (error instanceof MovedInPart) {
      client.setQueryData(key, error.reached);
      void notify({ meaning: 'danger', title: t('Taken back in part'), message: partText(t, error, former) });
    } else {
      void notify({ meaning: 'danger', title: t('Not taken back'), message: problemText(t, error) });
    }
  }
  void client.invalidateQueries({ queryKey: key });
  void client.invalidateQueries({ queryKey: ticketKeys.lists, refetchType: 'none' });
};
