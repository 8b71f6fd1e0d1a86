import { apiKeyText, hashSecret, newSecret } from '#platform/access/credential.ts';
import type { Matrix } from '#platform/access/matrix.ts';
import { absent, allow } from '#platform/access/refusal.ts';
import { rowOwner } from '#platform/access/row-predicate.ts';
import { fieldProblem } from '#platform/http/problem.ts';
import { list, type Route, write } from '#platform/http/route.ts';
import { ApiKeyList, ById, NewApiKey, NewApiKeyAnswer, PageQuery } from '../contract.ts';
import { endActing } from '../sessions/queries.ts';
import { addKeyActing, findKey, insertKey, type KeyRow, listKeys } from './queries.ts';

const FUNCTION = 'api_key.manage';
const access = { permission: FUNCTION } as const;
const LONGEST_DAYS = 366;

const show = (row: KeyRow) => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  owner: { id: row.user_id, login: row.login, name: row.user_name },
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_seen_at === row.acting_created_at ? null : row.last_seen_at,
});

export const keyRoutes: readonly Route[] = [
  list({
    path: '/api/api-keys',
    access,
    summary: 'API keys in this tenant: one’s own, or everybody’s for an administrator. Newest first.',
    query: PageQuery,
    answer: ApiKeyList,
    load: (c, { limit, after }) =>
      listKeys(c.principal.tenant.id, {
        owner: rowOwner(c.matrix, c.principal, FUNCTION),
        before: after === null ? null : Number(after[0]),
        limit: limit + 1,
      }),
    key: (row) => [row.id],
    show: (row) => show(row),
  }),
  write({
    method: 'POST',
    path: '/api/api-keys',
    access,
    summary: 'A key of one’s own for this tenant; its secret is shown once. Its scopes never reach beyond one’s role.',
    body: NewApiKey,
    answer: { 201: NewApiKeyAnswer },
    secret: true,
    run: async (tx, c) => {
      const { name, scopes } = c.body;
      checkScopes(c.matrix, scopes);
      const expiresAt = checkExpiry(new Date(c.body.expiresAt), tx.now);
      const secret = newSecret();
      const { actingId: own, userId } = c.principal;
      const actingId = await tx.run(addKeyActing(own, { secretHash: hashSecret(secret), scopes, expiresAt }));
      const id = await tx.run(insertKey(tx.tenantId, { userId, actingId, name: name.trim(), scopes, expiresAt }));
      tx.record({
        action: 'api_key.create',
        subject: { type: 'api_key', id },
        changes: { name: { from: null, to: name }, scopes: { from: null, to: scopes } },
      });
      const row = await tx.run(findKey(tx.tenantId, id));
      if (row === undefined) throw new Error('A key that was just made is not there');
      return { body: { ...show(row), secret: apiKeyText(tx.tenantId, actingId, secret) } };
    },
  }),
  write({
    method: 'DELETE',
    path: '/api/api-keys/:id',
    access,
    about: 'api_key',
    summary: 'Revokes a key at once.',
    params: ById,
    answer: { 204: null },
    gate: async (tx, c) => {
      const { id } = c.params;
      const found = await tx.run(findKey(tx.tenantId, id));
      if (found === undefined) throw absent(FUNCTION, 'api_key', id);
      allow(c, FUNCTION, { type: 'api_key', id, tenantId: tx.tenantId, ownerIds: [found.user_id] });
      return found;
    },
    run: async (tx, _c, found) => {
      await tx.run(endActing(tx.tenantId, found.acting_id));
      tx.record({ action: 'api_key.revoke', subject: { type: 'api_key', id: found.id } });
      return {};
    },
  }),
];

/** Functions that exist and that a key may have at all. Whether the owner's role has them is asked at each use. */
const checkScopes = (matrix: Matrix, scopes: readonly string[]): void => {
  const wrong = scopes.findIndex((scope) => matrix.get(scope)?.person !== false);
  if (wrong >= 0) {
    throw fieldProblem(`/scopes/${wrong}`, 'accounts.scope_unknown', 'There is no such function for keys.');
  }
};

const checkExpiry = (expiresAt: Date, now: Date): Date => {
  const days = (expiresAt.getTime() - now.getTime()) / 86_400_000;
  if (days > 0 && days <= LONGEST_DAYS) return expiresAt;
  throw fieldProblem(
    '/expiresAt',
    'accounts.key_expiry',
    `A key ends within ${LONGEST_DAYS} days, and not in the past.`,
  );
};
