import { get } from '#platform/web/api/client.ts';

type FoundTickets = { readonly items: readonly { readonly id: number; readonly number: string }[] };

/** A thing as somebody writes it down: `SR-2026-00012`, or by kind and id as the API has it. Null when it is not here. */
export const findSubject = async (written: string): Promise<string | null> => {
  const text = written.trim();
  if (/^[a-z_]{1,50}:[1-9]\d{0,14}$/.test(text)) {
    return text;
  }
  const { items } = await get<FoundTickets>('/tickets', { query: { q: text, limit: 10 } });
  const found = items.find(({ number }) => number.toLowerCase() === text.toLowerCase());
  return found === undefined ? null : `ticket:${found.id}`;
};
