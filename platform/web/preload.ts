import type { Early } from './api/early.ts';

/** What a page needs: the files of its code, and what it asks the API for first (`$1`: a part of its path). */
type Room = { readonly path: string; readonly files: readonly string[]; readonly asks: readonly string[] };
/** Written by the build (setup/web-preload.mjs). `korean`: the words of first pages, and of the later ones. */
export type Wants = {
  readonly rooms: readonly Room[];
  readonly fonts: readonly string[];
  readonly korean: readonly [string, string];
};
type Whose = { readonly actingTenant: { readonly code: string } };

/**
 * What a page runs before its app, as /preload.js: asks for all that it will need in the same moment as for the app
 * instead of after it. color-scheme.js has said by then which language the page is in.
 */
export const preload = ({ rooms, fonts, korean: [first, later] }: Wants): void => {
  const { pathname, search } = window.location;
  const room = rooms.find(({ path }) => new RegExp(path).test(pathname));
  const isKorean = document.documentElement.lang !== 'en';
  const opensLater = /^\/(admin|account|about|invitation)\b/.test(pathname);
  const words = isKorean ? (opensLater ? [first, later] : [first]) : [];
  document.head.append(...[...(room?.files ?? []), ...words, ...fonts].map(linkTo));
  if (pathname === '/sign-in' || pathname === '/invitation') {
    return;
  }
  const session = ask('/session');
  const whose: Promise<Whose | null> = session
    .then((answer) => (answer?.response.ok === true ? answer.response.clone().json() : null))
    .catch(() => null);
  // As the app would ask: for the tenant that the session acts in.
  const askIn = async (address: string): Promise<Early | null> => {
    const found = await whose;
    return found === null ? null : ask(address, { 'Madang-Tenant': found.actingTenant.code });
  };
  const asks = room === undefined || search !== '' ? [] : room.asks;
  const [main, ...parts] = asks.map((address) => pathname.replace(new RegExp(room?.path ?? ''), address));
  const early = new Map([['/session', session]]);
  if (main !== undefined) {
    const answer = askIn(main);
    early.set(main, answer);
    for (const part of parts) {
      // Whoever may not see a thing is not refused its parts as well.
      early.set(
        part,
        answer.then((found) => (found?.response.ok === true ? askIn(part) : null)),
      );
    }
  }
  globalThis.madangEarly = early;
  // The first date of a page costs a tenth of a second on a slow machine; here it waits for the app's code anyway.
  new Intl.DateTimeFormat('ko');
};

const linkTo = (file: string): HTMLLinkElement => {
  const link = document.createElement('link');
  const kind = file.endsWith('.css') ? 'style' : file.endsWith('.woff2') ? 'font' : '';
  link.rel = kind === '' ? 'modulepreload' : 'preload';
  link.as = kind;
  link.crossOrigin = 'anonymous';
  link.href = `/${file}`;
  return link;
};

const ask = (address: string, headers: Readonly<Record<string, string>> = {}): Promise<Early | null> => {
  const signal = AbortSignal.timeout(10_000);
  return fetch(`/api${address}`, { signal, headers: { Accept: 'application/json', ...headers } }).then(
    (response) => ({ response, at: Date.now() }),
    () => null,
  );
};
