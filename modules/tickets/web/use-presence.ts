import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { isProblem } from '#platform/web/api/problem.ts';
import type { Presence } from '../contract.ts';
import { beatPresence, leavePresence, ticketKeys } from './api.ts';

const beatEvery = 20_000;
/** Whoever has not touched a key for so long is no longer writing. */
const pauseEnds = 12_000;

export type TicketPresence = {
  readonly others: readonly Presence[];
  /** Says what stands in the field where one writes. */
  readonly type: (text: string) => void;
};

/**
 * Tells the server that one looks at this ticket, while the tab is in sight, and learns who else does. The server's
 * answer is the list; a live event only says that it is time to ask.
 */
export const usePresence = (id: number): TicketPresence => {
  const writing = useRef(false);
  const timer = useRef(0);
  const client = useQueryClient();
  const queryKey = ticketKeys.part(id, 'presence');
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => beatPresence(id, writing.current, signal),
    // A ticket that is not ours to see is not knocked at again: that would be on record.
    refetchInterval: ({ state }) => (isRefused(state.error) ? false : beatEvery),
    refetchOnWindowFocus: ({ state }) => (isRefused(state.error) ? false : 'always'),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    const leave = (): void => leavePresence(id);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.clearTimeout(timer.current);
      leave();
    };
  }, [id]);
  const turn = useCallback(
    (now: boolean): void => {
      if (writing.current !== now) {
        writing.current = now;
        void client.invalidateQueries({ queryKey: ticketKeys.part(id, 'presence'), exact: true });
      }
    },
    [client, id],
  );
  const type = useCallback(
    (text: string): void => {
      window.clearTimeout(timer.current);
      timer.current = text.trim() === '' ? 0 : window.setTimeout(() => turn(false), pauseEnds);
      turn(text.trim() !== '');
    },
    [turn],
  );
  return { others: data ?? [], type };
};

const isRefused = (error: unknown): boolean => isProblem(error) && error.status >= 400 && error.status < 500;
