import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { forgetSent, idempotencyKeyFor } from '#platform/web/forms/send-once.ts';
import type { TicketMessage, TicketMessageList } from '../contract.ts';
import { historyQuery, messagesQuery, sendMessage, ticketKeys, type Voice } from './api.ts';
import { type Moment, mergeTimeline, type Streams, streamsToLoad } from './timeline.ts';

/** Words on their way to the server. */
export type Pending = { readonly voice: Voice; readonly body: string; readonly at: string };
export type Conversation = {
  readonly moments: readonly Moment[];
  readonly isPending: boolean;
  readonly error: unknown;
  readonly more: boolean;
  readonly isLoadingMore: boolean;
  /** In the order they were sent; a reply may be on its way beside a note. */
  readonly pending: readonly Pending[];
  readonly loadMore: () => void;
  readonly retry: () => void;
  /** Shows the words at once and sends them; throws when they did not arrive, and shows them no more. */
  readonly send: (voice: Voice, body: string, draft: string | null) => Promise<void>;
};

type Pages<T> = {
  readonly data?: InfiniteData<{ readonly items: readonly T[] }> | undefined;
  readonly hasNextPage: boolean;
};
const streamOf = <T>({ data, hasNextPage }: Pages<T>) => ({
  items: data?.pages.flatMap(({ items }) => items) ?? [],
  complete: !hasNextPage,
});

/** All that was said about and done to a ticket. Notes are asked for only where the reader is staff. */
export const useConversation = (id: number, withNotes: boolean): Conversation => {
  const comments = useInfiniteQuery(messagesQuery(id, 'comments'));
  const notes = useInfiniteQuery({ ...messagesQuery(id, 'notes'), enabled: withNotes });
  const history = useInfiniteQuery(historyQuery(id));
  const { pending, send } = useSending(id);
  const streams = useMemo<Streams>(
    () => ({ comments: streamOf(comments), notes: streamOf(notes), history: streamOf(history) }),
    [comments, notes, history],
  );
  const queries = { comments, notes, history };
  const all = withNotes ? [comments, notes, history] : [comments, history];
  return {
    moments: useMemo(() => mergeTimeline(streams), [streams]),
    isPending: all.some((query) => query.isPending),
    error: all.find((query) => query.isError && query.data === undefined)?.error ?? null,
    more: streamsToLoad(streams).length > 0,
    isLoadingMore: all.some((query) => query.isFetchingNextPage),
    pending,
    loadMore: () => {
      for (const name of streamsToLoad(streams)) {
        void queries[name].fetchNextPage();
      }
    },
    retry: () => {
      for (const query of all) {
        void query.refetch();
      }
    },
    send,
  };
};

const useSending = (id: number) => {
  const client = useQueryClient();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const send = useCallback(
    async (voice: Voice, body: string, draft: string | null): Promise<void> => {
      const mine: Pending = { voice, body, at: new Date().toISOString() };
      setPending((all) => [...all, mine]);
      try {
        const message = await sendMessage(id, voice, body, idempotencyKeyFor(draft, body));
        forgetSent(draft);
        client.setQueryData<InfiniteData<TicketMessageList>>(
          ticketKeys.part(id, voice),
          (data) => data && withMessage(data, message),
        );
        void client.invalidateQueries({ queryKey: ticketKeys.one(id), exact: true });
      } finally {
        setPending((all) => all.filter((one) => one !== mine));
      }
    },
    [client, id],
  );
  return { pending, send };
};

/** The newest message comes first; one that the live stream brought already is not shown twice. */
const withMessage = (
  data: InfiniteData<TicketMessageList>,
  message: TicketMessage,
): InfiniteData<TicketMessageList> => {
  const known = data.pages.some(({ items }) => items.some(({ id }) => id === message.id));
  const [first, ...rest] = data.pages;
  return known || first === undefined
    ? data
    : { ...data, pages: [{ ...first, items: [message, ...first.items] }, ...rest] };
};
