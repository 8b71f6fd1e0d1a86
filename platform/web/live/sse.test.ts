import { describe, expect, it } from 'vitest';
import { createSseParser, type ServerEvent } from './sse.ts';

const read = (...chunks: readonly string[]): ServerEvent[] => {
  const found: ServerEvent[] = [];
  const feed = createSseParser((event) => found.push(event));
  for (const chunk of chunks) {
    feed(chunk);
  }
  return found;
};

const whole = ': hello\n\nid: 7\nevent: ticket.changed\ndata: {"id":1}\n\nid: 8\ndata: a\ndata: b\n\n';
const events: ServerEvent[] = [
  { id: '7', event: 'ticket.changed', data: '{"id":1}' },
  { id: '8', event: 'message', data: 'a\nb' },
];

describe('the event stream', () => {
  it('gives events with their id, and swallows comments', () => {
    expect(read(whole)).toEqual(events);
  });

  it('does not care where it was cut, or how lines end', () => {
    expect(read(...whole)).toEqual(events);
    expect(read(whole.replaceAll('\n', '\r\n'))).toEqual(events);
    expect(read(...whole.replaceAll('\n', '\r\n'))).toEqual(events);
  });

  it('hears where to resume from, also without an event', () => {
    expect(read('id: 12\n: \n\nid: 12\n\n')).toEqual([{ id: '12', event: 'position', data: null }]);
  });

  it('keeps back an event that is not finished', () => {
    expect(read('id: 9\ndata: half')).toEqual([]);
  });
});
