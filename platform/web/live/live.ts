import { call } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { BEGUN, type Hub, type LiveStatus, openHub } from './hub.ts';
import { leadOneOf } from './leader.ts';
import type { ServerEvent } from './sse.ts';
import { readStream } from './stream.ts';

export type LiveOptions = { readonly userId: number; readonly tenant: string };
export type Live = {
  readonly status: () => LiveStatus;
  readonly watchStatus: (changed: () => void) => () => void;
  readonly reconnect: () => void;
  readonly stop: () => void;
};
type Nudge = { readonly wait: (milliseconds: number) => Promise<void>; readonly now: () => void };

const longestWait = 20_000;

/**
 * Live events for this tab. Over HTTP/1.1 a browser has six connections for all tabs together, so only one tab of
 * a user in a tenant holds the stream and passes on what it hears; when it goes, another takes over where it stopped.
 */
export const startLive = (options: LiveOptions, onEvent: (event: ServerEvent) => void): Live => {
  const name = `madang.live.${options.userId}.${options.tenant}`;
  const stopped = new AbortController();
  const nudge = createNudge();
  const hub = openHub(name, onEvent, nudge.now);
  window.addEventListener('online', hub.askReconnect, { signal: stopped.signal });
  void leadOneOf(name, stopped.signal, () => lead(options, hub, nudge, stopped.signal));
  return {
    status: hub.status,
    watchStatus: hub.watch,
    reconnect: hub.askReconnect,
    stop: () => {
      stopped.abort();
      nudge.now();
      hub.close();
    },
  };
};

/** Holds the stream until the tab goes or the session does; after a break it waits longer each time, up to 20 s. */
const lead = async (options: LiveOptions, hub: Hub, nudge: Nudge, signal: AbortSignal): Promise<void> => {
  let failures = 0;
  // Without topics the stream carries all that this reader may have.
  const url = `/api/events?${new URLSearchParams({ tenant: options.tenant })}`;
  const touch = (): void => {
    failures = 0;
    hub.announce({ state: 'live', contact: Date.now() });
  };
  const hear = (event: ServerEvent): void => {
    const isFirst = hub.lastEventId() === null && event.id !== null;
    hub.pass(event);
    if (isFirst) {
      hub.pass(BEGUN);
    }
  };
  while (!signal.aborted) {
    const end = await readStream({
      url,
      lastEventId: hub.lastEventId(),
      signal,
      onOpen: touch,
      onContact: touch,
      onEvent: hear,
    });
    if (signal.aborted || end === 'refused') {
      return;
    }
    hub.announce({ state: 'lost', contact: hub.status().contact });
    if (failures === 0 && (await isOver(nudge))) {
      return;
    }
    await nudge.wait(Math.min(longestWait, 1000 * 2 ** failures) * (0.75 + Math.random() / 2));
    failures += 1;
  }
};

/**
 * A stream that was heard a moment ago and ended: often the server cut it because the session is over. The answer tells the
 * tab so at once; a little apart from others, for a server that stops cuts all.
 */
const isOver = async (nudge: Nudge): Promise<boolean> => {
  await nudge.wait(Math.random() * 500);
  return call('GET', '/session').then(
    () => false,
    (error: unknown) => isProblem(error) && error.status === 401,
  );
};

/** A wait that can be cut short: "try again now". */
const createNudge = (): Nudge => {
  let wake = (): void => undefined;
  return {
    now: () => wake(),
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const timer = window.setTimeout(resolve, milliseconds);
        wake = () => {
          window.clearTimeout(timer);
          resolve();
        };
      }),
  };
};
