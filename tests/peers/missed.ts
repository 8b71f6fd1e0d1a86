import { createSseParser, type ServerEvent } from '#platform/web/live/sse.ts';

/**
 * Changes something behind the back of a stream: answers where a stream stood before a request got a comment, as
 * Last-Event-ID. Whoever resumes there is told of that comment at once. Throws when the stream does not tell of it.
 */
export const missSomething = async (address: string, headers: Readonly<Record<string, string>>): Promise<string> => {
  const here = await firstOf(address, headers, ({ id }) => id !== null);
  await comment(address, headers);
  const resumed = { ...headers, 'Last-Event-ID': here.id ?? '' };
  await firstOf(address, resumed, ({ event }) => event === 'ticket.changed');
  return here.id ?? '';
};

const firstOf = async (
  address: string,
  headers: Readonly<Record<string, string>>,
  wanted: (event: ServerEvent) => boolean,
): Promise<ServerEvent> => {
  const answer = await fetch(`${address}/api/events`, { headers, signal: AbortSignal.timeout(20_000) });
  const found: ServerEvent[] = [];
  const parse = createSseParser((event) => found.push(event));
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    parse(decoder.decode(chunk as Uint8Array, { stream: true }));
    const first = found.find(wanted);
    if (first !== undefined) return first;
  }
  throw new Error(`/api/events ended with ${answer.status} and ${JSON.stringify(found)}`);
};

const comment = async (address: string, headers: Readonly<Record<string, string>>): Promise<void> => {
  const list = await fetch(`${address}/api/tickets?limit=1`, { headers });
  const { items } = (await list.json()) as { readonly items: readonly { readonly id: number }[] };
  const answer = await fetch(`${address}/api/tickets/${items[0]?.id}/comments`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ body: 'Said while nobody listened.' }),
  });
  if (answer.status !== 201) throw new Error(`The comment was answered with ${answer.status}: ${await answer.text()}`);
};
