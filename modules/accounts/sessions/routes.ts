import { absent } from '#platform/access/refusal.ts';
import { type Route, read, write } from '#platform/http/route.ts';
import { ById, OwnSessionList } from '../contract.ts';
import { endedSessionCookie } from '../sign-in/cookies.ts';
import { endOwnSession, listOwnSessions } from './queries.ts';

const access = { permission: 'account.manage' } as const;

export const sessionRoutes: readonly Route[] = [
  read({
    path: '/api/sessions',
    access,
    summary: 'One’s own sessions and tokens, in all tenants; last used first.',
    answer: OwnSessionList,
    load: (c) => listOwnSessions(c.principal.actingId),
    show: (rows, c) => ({
      items: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        current: row.acting_id === c.principal.actingId,
        tenant: { id: row.tenant_id, code: row.tenant_code, name: row.tenant_name },
        client: row.client,
        address: row.address,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: row.expires_at,
      })),
      nextCursor: null,
    }),
  }),
  write({
    method: 'DELETE',
    path: '/api/sessions/:id',
    access,
    about: 'session',
    summary: 'Ends one of one’s own sessions or tokens.',
    params: ById,
    answer: { 204: null },
    gate: async (tx, c) => {
      const own = await tx.run(listOwnSessions(c.principal.actingId));
      const found = own.find(({ id }) => id === c.params.id);
      if (found === undefined) throw absent('session.end', 'session', c.params.id);
      return found;
    },
    run: async (tx, c, found) => {
      await tx.run(endOwnSession(c.principal.actingId, found.id));
      tx.record({ action: 'session.end', subject: { type: 'session', id: found.id } });
      const isCurrent = found.acting_id === c.principal.actingId;
      return isCurrent ? { headers: { 'Set-Cookie': endedSessionCookie(c.kernel.config) } } : {};
    },
  }),
];
