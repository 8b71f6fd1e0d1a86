import { problemFrom } from '../api/problem.ts';
import { tellProblem } from '../api/tab.ts';
import { learnBuild } from '../version/version.ts';
import { createSseParser, type ServerEvent } from './sse.ts';

export type StreamEnd = 'lost' | 'refused';
type StreamOptions = {
  readonly url: string;
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  /** Anything arrived, be it a comment: what is on the screen is as new as this moment. */
  readonly onContact: () => void;
  readonly onEvent: (event: ServerEvent) => void;
};

/** The server says something at least every 15 seconds; three times that without a word is a dead line. */
const silence = 45_000;

/** Reads one stream until it ends. `refused`: the session ended or acts elsewhere, so trying again is of no use. */
export const readStream = async (options: StreamOptions): Promise<StreamEnd> => {
  const watchdog = createWatchdog();
  try {
    const response = await fetch(options.url, {
      headers: {
        Accept: 'text/event-stream',
        ...(options.lastEventId === null ? {} : { 'Last-Event-ID': options.lastEventId }),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.any([options.signal, watchdog.signal]),
    });
    learnBuild(response.headers.get('Madang-Build'));
    if (!response.ok || response.body === null) {
      return await explain(response);
    }
    options.onOpen();
    await readBody(response.body, options, watchdog.feed);
  } catch {
    // A cut line and a closed tab look the same from here; the caller knows which it was.
  } finally {
    watchdog.stop();
  }
  return 'lost';
};

/** A stream that is refused tells the tab why: the session ended, or it acts in another tenant. */
const explain = async (response: Response): Promise<StreamEnd> => {
  if (response.status < 400 || response.status >= 500 || response.status === 429) {
    return 'lost';
  }
  tellProblem(await problemFrom(response));
  return 'refused';
};

const readBody = async (
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  options: StreamOptions,
  alive: () => void,
): Promise<void> => {
  const feed = createSseParser(options.onEvent);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    alive();
    options.onContact();
    feed(part.value);
  }
};

const createWatchdog = (): { signal: AbortSignal; feed: () => void; stop: () => void } => {
  const controller = new AbortController();
  let timer = window.setTimeout(() => controller.abort(), silence);
  return {
    signal: controller.signal,
    feed: () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => controller.abort(), silence);
    },
    stop: () => window.clearTimeout(timer),
  };
};
