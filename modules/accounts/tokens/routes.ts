import type { Static } from 'typebox';
import { invalidFields } from '#platform/http/problem.ts';
import { handle, type Route } from '#platform/http/route.ts';
import { KeySet, TokenPair, TokenRequest } from '../contract.ts';
import { issueTokens, refreshTokens } from './issue.ts';

export const tokenRoutes: readonly Route[] = [
  handle({
    method: 'POST',
    path: '/api/tokens',
    access: 'public',
    summary: 'An access token of 15 minutes and a refresh token that is good once.',
    body: TokenRequest,
    answer: { 200: TokenPair },
    run: async (c, kernel) => {
      const { login, password, totp, tenant, actingTenant, refreshToken } = c.body;
      if (refreshToken !== undefined) {
        refuseBoth(c.body);
        return { body: await refreshTokens(kernel, refreshToken, c) };
      }
      if (login === undefined) throw required('login');
      if (password === undefined) throw required('password');
      return { body: await issueTokens(kernel, { login, password, totp, tenant, actingTenant }, c) };
    },
  }),
  handle({
    method: 'GET',
    path: '/.well-known/jwks.json',
    access: 'public',
    summary: 'The public keys that access tokens are signed with.',
    answer: { 200: KeySet },
    run: async (_c, { tokens }) => {
      const keys = (await tokens.published()) as Static<typeof KeySet>['keys'];
      return { body: { keys }, headers: { 'Cache-Control': 'public, max-age=60' } };
    },
  }),
];

const required = (field: string) =>
  invalidFields([{ path: `/${field}`, code: 'required', message: `${field} is required.` }]);

/** A refresh token comes alone: what else stood there would be ignored, and its sender would not know. */
const refuseBoth = (body: TokenRequest): void => {
  const other = Object.keys(body).find((field) => field !== 'refreshToken');
  if (other === undefined) return;
  const message = `${other} and refreshToken exclude each other.`;
  throw invalidFields([{ path: `/${other}`, code: 'excluded', message }]);
};
