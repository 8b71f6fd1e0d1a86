/** `data` is null where the stream only moved the point to resume from. */
export type ServerEvent = { readonly id: string | null; readonly event: string; readonly data: string | null };

/**
 * Reads a text/event-stream piece by piece (HTML Standard, 9.2.6). EventSource is not used because it hides the
 * status of a refused stream and the comments that show that a silent one is alive.
 */
export const createSseParser = (onEvent: (event: ServerEvent) => void): ((chunk: string) => void) => {
  let rest = '';
  let id: string | null = null;
  let event = '';
  let data: string[] = [];
  let moved = false;

  const dispatch = (): void => {
    if (data.length > 0) {
      onEvent({ id, event: event === '' ? 'message' : event, data: data.join('\n') });
    } else if (moved) {
      onEvent({ id, event: 'position', data: null });
    }
    moved = false;
    event = '';
    data = [];
  };
  const readLine = (line: string): void => {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      data.push(value);
    } else if (field === 'event') {
      event = value;
    } else if (field === 'id' && !value.includes('\0')) {
      moved = value !== id;
      id = value;
    }
  };
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        dispatch();
      } else if (!line.startsWith(':')) {
        readLine(line);
      }
    }
  };
};
