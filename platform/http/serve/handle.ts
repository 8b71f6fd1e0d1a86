import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Reply } from '#platform/http/call.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { proven } from '#platform/http/door/proven.ts';
import { EVENT_STREAM, type HandleRoute } from '#platform/http/route.ts';
import { render, send } from './answer.ts';
import type { Compiled } from './compile.ts';
import { makeCall, makePublicCall } from './make-call.ts';
import type { Handler } from './read.ts';

/** What cannot be one read or one transaction: it gets the call and the kernel and sends its own batches. */
export const handleHandler =
  (gateway: Gateway, compiled: Compiled<HandleRoute>): Handler =>
  async (request, reply) => {
    const { route } = compiled;
    const { kernel } = gateway;
    const input = compiled.input(request);
    const made =
      route.access === 'public'
        ? await route.run(makePublicCall(gateway, request, input), kernel)
        : await proven(gateway, compiled, request, reply, (who) =>
            route.run(makeCall(gateway, request, input, who.principal), kernel),
          );
    if (made.body instanceof Readable) return sendStream(reply, route, made);
    return send(request, reply, render(compiled, reply, made));
  };

const sendStream = (reply: FastifyReply, route: HandleRoute, { body, headers, status }: Reply): FastifyReply => {
  if (route.stream === undefined) throw new Error(`${route.method} ${route.path} does not say that it streams`);
  return reply
    .code(status ?? 200)
    .headers((headers ?? {}) as Record<string, string>)
    .header('content-type', EVENT_STREAM)
    .header('x-accel-buffering', 'no')
    .send(body);
};
