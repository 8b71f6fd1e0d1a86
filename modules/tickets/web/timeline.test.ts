import { describe, expect, it } from 'vitest';
import type { HistoryEntry, TicketMessage } from '../contract.ts';
import { mergeTimeline, type Stream, streamsToLoad } from './timeline.ts';

const kim = { id: 1, name: '김하나' };
const lee = { id: 2, name: '이두리' };
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 5, minute)).toISOString();
const message = (id: number, minute: number): TicketMessage => ({ id, author: kim, body: '', createdAt: at(minute) });
const entry = (id: number, minute: number, actor = kim): HistoryEntry => ({
  id,
  at: at(minute),
  actor,
  change: [{ field: 'impact', from: 2, to: 1 }],
});
const step = (id: number, minute: number, from: string, to: string): HistoryEntry => ({
  ...entry(id, minute),
  change: [{ field: 'status', from, to }],
});
const all = <T>(...items: T[]): Stream<T> => ({ items, complete: true });
const part = <T>(...items: T[]): Stream<T> => ({ items, complete: false });
const keys = (streams: Parameters<typeof mergeTimeline>[0]) => mergeTimeline(streams).map(({ key }) => key);

describe('the timeline', () => {
  it('tells three streams as one story, oldest first', () => {
    const streams = {
      comments: all(message(2, 9), message(1, 1)),
      notes: all(message(7, 5)),
      history: all(entry(3, 3)),
    };
    expect(keys(streams)).toEqual(['c1', 'h3', 'n7', 'c2']);
  });

  it('holds back what is older than a stream that is not loaded that far', () => {
    const streams = {
      comments: part(message(9, 50), message(8, 40)),
      notes: all(message(7, 5)),
      history: part(entry(3, 30)),
    };
    expect(keys(streams)).toEqual(['c8', 'c9']);
    expect(streamsToLoad(streams)).toEqual(['comments']);
  });

  it('has nothing to load when all is there', () => {
    expect(streamsToLoad({ comments: all(message(1, 1)), notes: all(), history: all() })).toEqual([]);
  });

  it('makes one line of what one person changed in one breath', () => {
    const moments = mergeTimeline({
      comments: all(),
      notes: all(),
      history: all(entry(4, 9), entry(3, 3, lee), entry(2, 3), entry(1, 3)),
    });
    expect(moments.map((moment) => moment.kind === 'change' && moment.changes.length)).toEqual([2, 1, 1]);
  });

  it('tells each step that one person took in one breath, in its order and once', () => {
    const moments = mergeTimeline({
      comments: all(),
      notes: all(),
      history: all(
        entry(4, 3),
        step(3, 3, 'in_progress', 'waiting_customer'),
        step(2, 3, 'assigned', 'in_progress'),
        step(1, 3, 'received', 'assigned'),
      ),
    });
    expect(moments.map((moment) => moment.kind === 'change' && moment.changes.map(({ to }) => to))).toEqual([
      ['assigned'],
      ['in_progress'],
      ['waiting_customer'],
      [1],
    ]);
  });
});
