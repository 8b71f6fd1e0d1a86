import type { ServerEvent } from './sse.ts';

export type LiveState = 'connecting' | 'live' | 'lost';
/** `contact`: when this screen was last known to be as new as the server, by this computer's clock. */
export type LiveStatus = { readonly state: LiveState; readonly contact: number };
/** Said to a tab once its stream has begun: what it fetched before may have missed a change. */
export const BEGUN: ServerEvent = { id: null, event: 'begun', data: '' };
type Message =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  | { readonly kind: 'status'; readonly status: LiveStatus }
  | { readonly kind: 'hello' }
  | { readonly kind: 'reconnect' };

export type Hub = {
  readonly status: () => LiveStatus;
  readonly watch: (changed: () => void) => () => void;
  readonly lastEventId: () => string | null;
  /** Said by the tab that leads, for itself and all others. */
  readonly pass: (event: ServerEvent) => void;
  readonly announce: (status: LiveStatus) => void;
  /** Asks the tab that leads to try again now. */
  readonly askReconnect: () => void;
  readonly close: () => void;
};

/** What the tabs of one user in one tenant tell each other about the stream that only one of them holds. */
export const openHub = (name: string, heard: (event: ServerEvent) => void, reconnect: () => void): Hub => {
  const channel = new BroadcastChannel(name);
  const watchers = new Set<() => void>();
  let status: LiveStatus = { state: 'connecting', contact: Date.now() };
  let lastEventId: string | null = null;
  let leading = false;

  const tell = (message: Message): void => channel.postMessage(message);
  const show = (next: LiveStatus): void => {
    status = next;
    for (const watcher of watchers) {
      watcher();
    }
  };
  const hear = (event: ServerEvent): void => {
    lastEventId = event.id ?? lastEventId;
    if (event.data !== null) {
      heard(event);
    }
  };
  const follow = (next: LiveStatus): void => {
    const joinsRunning = status.state === 'connecting' && next.state === 'live';
    show(next);
    if (joinsRunning) {
      hear(BEGUN);
    }
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'event') {
      hear(data.event);
    } else if (data.kind === 'status') {
      follow(data.status);
    } else if (data.kind === 'hello' && leading) {
      tell({ kind: 'status', status });
    } else if (data.kind === 'reconnect') {
      reconnect();
    }
  });
  tell({ kind: 'hello' });

  return {
    status: () => status,
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    lastEventId: () => lastEventId,
    pass: (event) => {
      tell({ kind: 'event', event });
      hear(event);
    },
    announce: (next) => {
      leading = true;
      tell({ kind: 'status', status: next });
      show(next);
    },
    askReconnect: () => {
      tell({ kind: 'reconnect' });
      reconnect();
    },
    close: () => channel.close(),
  };
};
