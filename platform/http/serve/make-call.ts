import type { FastifyRequest } from 'fastify';
import type { Principal } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import type { Call } from '#platform/http/call.ts';
import type { Gateway } from '#platform/http/door/gateway.ts';
import { preferredLocale } from '#platform/i18n/locale.ts';
import type { Input } from './compile.ts';

/** The Call of a signed-in route. */
export const makeCall = (gateway: Gateway, request: FastifyRequest, input: Input, principal: Principal): Call => ({
  principal,
  actor: actorOf(request, principal),
  ...common(gateway, request, input, principal.locale),
});

/** The Call of a public route, where nobody is known. */
export const makePublicCall = (
  gateway: Gateway,
  request: FastifyRequest,
  input: Input,
): Call<unknown, unknown, unknown, null> => ({
  principal: null,
  actor: actorOf(request, null),
  ...common(gateway, request, input, preferredLocale(request.headers['accept-language'])),
});

const common = (gateway: Gateway, request: FastifyRequest, input: Input, locale: 'ko' | 'en') => ({
  params: input.params,
  query: input.query,
  body: input.body,
  now: gateway.kernel.clock(),
  request: {
    id: request.id,
    address: request.ip,
    method: request.method,
    path: pathOf(request),
    locale,
    headers: request.headers,
  },
  matrix: gateway.kernel.matrix,
  kernel: gateway.kernel,
});

/** Who does it, as audit rows name them. */
export const actorOf = (request: FastifyRequest, principal: Principal | null): Actor => ({
  id: principal?.userId ?? null,
  login: principal?.login ?? '',
  tenantCode: principal?.home.code ?? '',
  channel: principal === null || principal.kind === 'session' ? 'web' : 'api',
  address: request.ip,
  method: request.method,
  path: pathOf(request),
  requestId: request.id,
});

const pathOf = (request: FastifyRequest): string => {
  const end = request.url.indexOf('?');
  return end === -1 ? request.url : request.url.slice(0, end);
};
