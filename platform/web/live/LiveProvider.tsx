import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '../session/use-session.ts';
import { BEGUN, type LiveStatus } from './hub.ts';
import { type Live, startLive } from './live.ts';
import type { ServerEvent } from './sse.ts';

const LiveContext = createContext<Live | null>(null);
const resting: LiveStatus = { state: 'connecting', contact: 0 };
const never = (): (() => void) => () => undefined;

type LiveProviderProps = {
  readonly onEvent: (event: ServerEvent) => void;
  readonly children: ReactNode;
};

/** Holds the live stream of this tab while somebody is signed in. `onEvent` does not change. */
export const LiveProvider = ({ onEvent, children }: LiveProviderProps) => {
  const client = useQueryClient();
  const session = useSession();
  const [live, setLive] = useState<Live | null>(null);
  const userId = session.user.id;
  const tenant = session.actingTenant.code;
  useEffect(() => {
    const hear = (event: ServerEvent): void => {
      if (event.event === BEGUN.event) {
        // A refusal is not asked for a second time: each is on record.
        void client.invalidateQueries({ predicate: ({ state }) => state.status === 'success' });
      } else {
        onEvent(event);
      }
    };
    const started = startLive({ userId, tenant }, hear);
    setLive(started);
    return started.stop;
  }, [client, userId, tenant, onEvent]);
  return <LiveContext value={live}>{children}</LiveContext>;
};

export const useLive = (): Live | null => use(LiveContext);

/** Whether what is shown is as new as the server, and since when not. */
export const useLiveStatus = (): LiveStatus => {
  const live = use(LiveContext);
  return useSyncExternalStore(live?.watchStatus ?? never, live?.status ?? (() => resting));
};
