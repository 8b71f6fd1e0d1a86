import { get } from '#platform/web/api/client.ts';

type FoundTickets = { readonly items: readonly { readonly id: number; readonly number: string }[] };

/**
 * A thing as somebody writes it down: `12` and `ticket:12` are a ticket by id, `SR-2026-00012` one by number, `user:7` a
 * user. Null when there is nothing of that number.
 */
export const findSubject = async (written: string): Promise<string | null> => {
  const text = written.trim();
  if (/^[a-z_]{1,50}:[1-9]\d{0,14}$/.test(text)) {
    return text;
  }
  if (/^[1-9]\d{0,14}$/.test(text)) {
    return `ticket:${text}`;
  }
  const { items } = await get<FoundTickets>('/tickets', { query: { q: text, limit: 10 } });
  const found = items.find(({ number }) => number.toLowerCase() === text.toLowerCase());
  return found === undefined ? null : `ticket:${found.id}`;
};
