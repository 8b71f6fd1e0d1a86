import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '#platform/web/api/problem.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { notify } from '#platform/web/ui/notify.ts';
import type { TicketDetail, TicketPatch } from '../contract.ts';
import { categoriesQuery, changeTicket, fetchTicket, type LoadedTicket, ticketKeys } from './api.ts';
import { fieldsInConflict, inversePatch, optimistic } from './patch.ts';
import { offerUndoOfChange } from './undo.ts';

/** Somebody else changed the same thing first: what I wanted, and what stands there now. */
export type Conflict = { readonly patch: TicketPatch; readonly theirs: TicketPatch };
export type TicketChanges = {
  readonly change: (patch: TicketPatch) => void;
  /** For what takes a while to type: the change is made of what stood there when it was begun. */
  readonly begin: () => (patch: TicketPatch) => void;
  readonly conflict: Conflict | null;
  readonly overwrite: () => void;
  readonly dismiss: () => void;
};

/**
 * Changes of facts in place: shown at once, taken back when they fail. When somebody else was quicker, a change of
 * other fields is sent again by itself; a change of the same field is shown with both versions, and neither is lost.
 */
export const useTicketChanges = (id: number): TicketChanges => {
  const t = useT();
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const change = async (patch: TicketPatch, force: boolean, begun?: LoadedTicket): Promise<void> => {
    try {
      setConflict(
        await saveChange({ client, id, patch, force, begun }, (before, after) =>
          offerUndoOfChange({ client, t, id }, before, after, patch),
        ),
      );
    } catch (error) {
      await notify({ meaning: 'danger', title: t('Not saved'), message: problemText(t, error) });
    }
  };
  return {
    change: (patch) => void change(patch, false),
    begin: () => {
      const begun = client.getQueryData<LoadedTicket>(ticketKeys.one(id));
      return (patch) => void change(patch, false, begun);
    },
    conflict,
    overwrite: () => void (conflict === null ? undefined : change(conflict.patch, true)),
    dismiss: () => setConflict(null),
  };
};

type Saving = {
  readonly client: QueryClient;
  readonly id: number;
  readonly patch: TicketPatch;
  readonly force: boolean;
  readonly begun?: LoadedTicket | undefined;
};

/** Sends a change; answers the conflict when there is one. What fails is taken back and thrown. */
const saveChange = async (
  { client, id, patch, force, begun }: Saving,
  saved: (before: TicketDetail, after: TicketDetail) => void,
): Promise<Conflict | null> => {
  const key = ticketKeys.one(id);
  await client.cancelQueries({ queryKey: key, exact: true });
  const held = client.getQueryData<LoadedTicket>(key);
  const before = begun ?? held ?? (await fetchTicket(id));
  const categories = client.getQueryData(categoriesQuery.queryKey);
  client.setQueryData<LoadedTicket>(key, { ...before, ticket: optimistic(before.ticket, patch, categories) });
  try {
    const after = await changeTicket(id, patch, before.etag);
    client.setQueryData(key, after);
    saved(before.ticket, after.ticket);
    void client.invalidateQueries({ queryKey: ticketKeys.part(id, 'history') });
    return null;
  } catch (error) {
    client.setQueryData(key, held ?? before);
    // Others may have changed it while this was on its way.
    void client.invalidateQueries({ queryKey: key, exact: true });
    if (!isProblem(error) || error.status !== 412) {
      throw error;
    }
  }
  const now = await fetchTicket(id);
  client.setQueryData(key, now);
  return force || fieldsInConflict(before.ticket, now.ticket, patch).length === 0
    ? saveChange({ client, id, patch, force }, saved)
    : { patch, theirs: inversePatch(now.ticket, patch) };
};
