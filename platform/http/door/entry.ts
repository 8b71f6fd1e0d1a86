import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '#platform/http/problem.ts';
import type { Gateway } from './gateway.ts';
import { wrongHost } from './house.ts';

/** Paths that machines ask by address, so that any Host will do. What they tell is decided by operations.ts. */
const operationPaths: readonly string[] = ['/healthz', '/readyz', '/metrics'];

/** The first thing that happens to every request: headers for whatever will be answered, Host, and a query that decodes. */
export const enter = (gateway: Gateway, request: FastifyRequest, reply: FastifyReply): void => {
  greet(gateway, request, reply);
  const { url, headers } = request.raw;
  const end = url?.indexOf('?') ?? -1;
  if (hasTwoHosts(request.raw.rawHeaders)) throw problem(400, 'http.malformed', 'A request names one Host.');
  if (!gateway.house.isOurs(hostOf(gateway, request)) && !operationPaths.includes(request.url)) throw wrongHost();
  if (end !== -1 && url?.includes('%', end) === true && !isDecodable(url.slice(end + 1))) {
    throw problem(400, 'http.bad_url', 'The query is not well-formed.');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw problem(415, 'http.content_encoding', 'A body is taken as it is, without Content-Encoding.');
  }
};

/** The headers that every answer carries. */
export const greet = (gateway: Gateway, request: FastifyRequest, reply: FastifyReply): void => {
  reply.headers(gateway.headers);
  reply.header('request-id', request.id);
};

const hostOf = ({ kernel }: Gateway, request: FastifyRequest): string | undefined =>
  kernel.config.trustedProxies.length === 0 ? request.raw.headers.host : request.host;

/** Whoever stands before us may have gone by the other one. */
const hasTwoHosts = (names: readonly string[]): boolean => {
  let hosts = 0;
  for (let at = 0; at < names.length; at += 2) {
    if (names[at]?.length === 4 && names[at]?.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
};

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

/** Names for requests: unique over processes, cheap, and telling nothing. */
export const requestIds = (): (() => string) => {
  const prefix = randomBytes(6).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
};
