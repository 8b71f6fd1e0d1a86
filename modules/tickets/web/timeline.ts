import type { FieldChange, HistoryEntry, Person, TicketMessage } from '../contract.ts';

export type Moment =
  | { readonly kind: 'comment' | 'note'; readonly key: string; readonly at: string; readonly message: TicketMessage }
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly at: string;
      readonly actor: Person;
      readonly changes: readonly FieldChange[];
    };

/** What was loaded of one stream, newest first, and whether there is more. */
export type Stream<T> = { readonly items: readonly T[]; readonly complete: boolean };
export type Streams = {
  readonly comments: Stream<TicketMessage>;
  readonly notes: Stream<TicketMessage>;
  readonly history: Stream<HistoryEntry>;
};

/** Facts that one person changed within this time are one line. */
const breath = 60_000;

/**
 * One conversation, oldest first, out of three streams that are loaded page by page. What is older than a stream that
 * is not loaded that far is held back: between two moments that are shown there is never one that is not.
 */
export const mergeTimeline = ({ comments, notes, history }: Streams): readonly Moment[] => {
  const horizon = horizons({ comments, notes, history }).at(-1)?.[1] ?? '';
  const all: Moment[] = [
    ...comments.items
      .toReversed()
      .map((message): Moment => ({ kind: 'comment', key: `c${message.id}`, at: message.createdAt, message })),
    ...notes.items
      .toReversed()
      .map((message): Moment => ({ kind: 'note', key: `n${message.id}`, at: message.createdAt, message })),
    ...history.items.toReversed().map(
      (entry): Moment => ({
        kind: 'change',
        key: `h${entry.id}`,
        at: entry.at,
        actor: entry.actor,
        changes: entry.change,
      }),
    ),
  ];
  return joinChanges(all.filter(({ at }) => at >= horizon).sort(byTime));
};

/** Which streams have to be loaded further so that more can be shown. */
export const streamsToLoad = (streams: Streams): readonly (keyof Streams)[] => {
  const open = horizons(streams);
  return open.filter(([, at]) => at === open.at(-1)?.[1]).map(([name]) => name);
};

/** How far back the streams reach that have more, the one that reaches least far last. */
const horizons = ({ comments, notes, history }: Streams): (readonly [keyof Streams, string])[] => {
  const open: (readonly [keyof Streams, string])[] = [
    ...(comments.complete ? [] : [['comments', oldestMessage(comments)] as const]),
    ...(notes.complete ? [] : [['notes', oldestMessage(notes)] as const]),
    ...(history.complete ? [] : [['history', oldestEntry(history)] as const]),
  ];
  return open.sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
};

const oldestMessage = ({ items }: Stream<TicketMessage>): string => items.at(-1)?.createdAt ?? '';
const oldestEntry = ({ items }: Stream<HistoryEntry>): string => items.at(-1)?.at ?? '';
const rank: Readonly<Record<Moment['kind'], number>> = { change: 0, comment: 1, note: 2 };
const byTime = (a: Moment, b: Moment): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : rank[a.kind] - rank[b.kind]);

const joinChanges = (moments: readonly Moment[]): Moment[] => {
  const joined: Moment[] = [];
  for (const moment of moments) {
    const before = joined.at(-1);
    if (before?.kind === 'change' && moment.kind === 'change' && belongTogether(before, moment)) {
      joined[joined.length - 1] = { ...before, changes: [...before.changes, ...moment.changes] };
    } else {
      joined.push(moment);
    }
  }
  return joined;
};

type Change = Moment & { readonly kind: 'change' };

/** A step that somebody took is a line of its own, with what was said to it: two in one would tell neither. */
const isStep = ({ changes }: Change): boolean =>
  changes.some(
    ({ field }) => field === 'status' || field === 'assignee' || field === 'reason' || field === 'resolution',
  );

const belongTogether = (a: Change, b: Change): boolean =>
  !isStep(a) && !isStep(b) && a.actor.id === b.actor.id && Date.parse(b.at) - Date.parse(a.at) < breath;
