import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, problemDocument } from '#platform/http/problem.ts';

const statuses: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'http.too_slow'],
  HPE_HEADER_OVERFLOW: [431, 'http.headers_too_large'],
};

/** Answers what is not HTTP, too large a head, or too slow a client, and ends the connection. */
export const answerClientError = (error: NodeJS.ErrnoException, socket: Socket, requestId: string): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable && socket.bytesWritten === 0) socket.write(rawAnswer(error.code ?? '', requestId));
  socket.destroy(error);
};

const rawAnswer = (reason: string, requestId: string): string => {
  const [status, code] = statuses[reason] ?? [400, 'http.malformed'];
  const body = JSON.stringify(problemDocument(problem(status, code), requestId));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: private, no-store',
    'X-Content-Type-Options: nosniff',
    `Request-Id: ${requestId}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
};
