import type { Page, Route } from 'playwright-core';
import type { State } from './pages.ts';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);
const longHangul = '냉장고온도센서가새벽부터계속꺼져있어서약품보관온도를확인할수없습니다'.repeat(6);
const longNames = new Set(['title', 'name', 'body', 'login', 'resolution', 'subjectName']);

/** Brings everything that the page asks the server for into this state. Who is signed in is always answered. */
export const arrangeState = async (page: Page, state: State): Promise<void> => {
  if (state === 'full') {
    return;
  }
  await page.route(isAsked, (route) => answer(route, state));
};

/** All of the API but the live stream. */
const isAsked = (url: URL): boolean => url.pathname.startsWith('/api/') && url.pathname !== '/api/events';
const isSession = (route: Route): boolean => new URL(route.request().url()).pathname === '/api/session';

const answer = async (route: Route, state: State): Promise<void> => {
  if (isSession(route) && state !== 'long') {
    await route.continue();
  } else if (state === 'loading') {
    // Held back for as long as the page is open.
  } else if (state === 'failed') {
    await refuse(route, 500, 'http.internal', 'Something went wrong here');
  } else if (state === 'refused') {
    await refuse(route, 403, 'access.role_lacks_function', 'Forbidden', { gate: 'permission', action: 'ticket.read' });
  } else {
    await rewrite(route, state === 'empty' ? withoutItems : (body) => withLongWords(body, ''));
  }
};

const refuse = (route: Route, status: number, code: string, title: string, extra: object = {}): Promise<void> => {
  const body = { type: 'about:blank', title, status, code, detail: null, requestId: 'req-7f3a91c2d40e', ...extra };
  return route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) });
};

const rewrite = async (route: Route, change: (body: unknown) => unknown): Promise<void> => {
  try {
    const response = await route.fetch();
    const body: unknown = await response.json().catch(() => null);
    await route.fulfill(body === null ? { response } : { response, json: change(body) });
  } catch {
    // The page went away meanwhile.
  }
};

const withoutItems = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'items' in body ? { ...body, items: [], nextCursor: null } : body;

const withLongWords = (value: unknown, name: string): unknown => {
  if (Array.isArray(value)) {
    return value.map((one) => withLongWords(one, name));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    // The names of functions are no words of anybody: each is one of a kind.
    return Object.fromEntries(entries.map(([key, one]) => [key, key === 'functions' ? one : withLongWords(one, key)]));
  }
  if (typeof value !== 'string' || !longNames.has(name)) {
    return value;
  }
  return value.length % 2 === 0 ? longHangul.slice(0, 200) : longWord;
};
