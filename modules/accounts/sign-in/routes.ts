import { hashSecret, newSecret } from '#platform/access/credential.ts';
import { contextOf } from '#platform/access/proof.ts';
import { Refusal } from '#platform/access/refusal.ts';
import { known } from '#platform/db/query.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { problem } from '#platform/http/problem.ts';
import { handle, type Route, read, write } from '#platform/http/route.ts';
import {
  ActingTenant,
  ActingTenantQuery,
  ActingTenants,
  InvitationAcceptance,
  InvitationCheck,
  InvitationPreview,
  Session,
  SignIn,
} from '../contract.ts';
import { endActing, listActingTenants } from '../sessions/queries.ts';
import { acceptInvitation, checkInvitation } from './accept-invitation.ts';
import { authenticate } from './authenticate.ts';
import { endedSessionCookie } from './cookies.ts';
import { namedTenant } from './named-tenant.ts';
import { answerSignedIn, showSession, signInBrowser } from './open.ts';
import { switchActing } from './queries.ts';

const access = { permission: 'account.manage' } as const;

export const signInRoutes: readonly Route[] = [
  handle({
    method: 'POST',
    path: '/api/session',
    access: 'public',
    summary: 'Signs in with login and password; the session is a cookie.',
    body: SignIn,
    answer: { 201: Session },
    run: async (c, kernel) => {
      const found = await authenticate(kernel, c.body, c);
      return await signInBrowser(kernel, found, c.body.password, c.request);
    },
  }),
  handle({
    method: 'POST',
    path: '/api/invitation-acceptances',
    access: 'public',
    summary: 'Sets the password that a one-time link stands for, and signs in.',
    body: InvitationAcceptance,
    answer: { 201: Session },
    run: (c, kernel) => acceptInvitation(kernel, c.body, c),
  }),
  handle({
    method: 'POST',
    path: '/api/invitation-checks',
    access: 'public',
    summary: 'Whether a one-time link is still good, and for whom; uses nothing up.',
    body: InvitationCheck,
    answer: { 200: InvitationPreview },
    run: async (c, kernel) => ({ body: await checkInvitation(kernel, c.body.token, c.request) }),
  }),
  read({
    path: '/api/session',
    access: 'signed_in',
    summary: 'Who is signed in, where they act, and what they may do there.',
    answer: Session,
    load: (c) => known(showSession(c.matrix, c.principal)),
  }),
  write({
    method: 'DELETE',
    path: '/api/session',
    access,
    summary: 'Signs out.',
    answer: { 204: null },
    run: async (tx, c) => {
      const { actingId, sessionId } = c.principal;
      await tx.run(endActing(tx.tenantId, actingId));
      tx.record({ action: 'session.end', subject: { type: 'session', id: sessionId ?? actingId } });
      return { headers: { 'Set-Cookie': endedSessionCookie(c.kernel.config) } };
    },
  }),
  read({
    path: '/api/session/acting-tenants',
    access,
    summary: 'The tenants that one may act in, by code; `q` looks in code and name.',
    query: ActingTenantQuery,
    answer: ActingTenants,
    load: (c) => listActingTenants(c.principal.actingId, c.query.q, c.query.limit ?? 50),
    show: (items) => ({ items: [...items] }),
  }),
  handle({
    method: 'PUT',
    path: '/api/session/acting-tenant',
    access,
    summary: 'Acts in another tenant from now on; the session gets a new secret.',
    body: ActingTenant,
    answer: { 200: Session },
    run: async (c, kernel) => {
      const { principal, actor } = c;
      if (principal.kind !== 'session') {
        throw problem(409, 'accounts.session_needed', 'A token acts in the tenant that it was made for.');
      }
      const secret = newSecret();
      const moved = await tenantTx(kernel.database.app, { ...contextOf(principal), actor }, async (tx) => {
        const own = { id: principal.actingId, version: principal.version };
        const target = await tx.run(switchActing(own, c.body.code, hashSecret(secret), actor));
        if (target === undefined) throw notAssigned(c.body.code);
        const to = { from: principal.tenant.code, to: c.body.code };
        tx.record({
          action: 'session.switch_tenant',
          subject: { type: 'session', id: principal.sessionId ?? principal.actingId },
          changes: { actingTenant: to },
        });
        return target;
      });
      return await answerSignedIn(kernel, moved.tenant_id, secret);
    },
  }),
];

const notAssigned = (code: string): Refusal =>
  new Refusal({
    gate: 'tenant',
    reason: 'not_assigned',
    action: 'session.switch_tenant',
    subject: namedTenant(code),
  });
