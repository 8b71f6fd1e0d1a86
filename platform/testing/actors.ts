import { hashSecret, newSecret, SESSION_COOKIE, sessionCookieValue } from '#platform/access/credential.ts';
import { PROVIDER_TENANT_ID, type Role } from '#platform/access/principal.ts';
import type { TestDatabase } from './database.ts';

/** Somebody signed in, with the headers of a browser's request from a page of the house. */
export type TestActor = {
  readonly userId: number;
  readonly login: string;
  readonly tenantId: number;
  readonly actingId: number;
  readonly headers: { readonly host: string; readonly cookie: string; readonly origin: string };
};

let nextUser = 1000;

/** A tenant with the least it needs. */
export const arrangeTenant = async (database: TestDatabase, code: string): Promise<{ id: number; code: string }> => {
  const [row] = await database.asAdmin(
    'insert into madang.tenant (code, name, kind) values ($1, $1, $2) returning id',
    [code, 'company'],
  );
  return { id: Number(row?.id), code };
};

/** A member of a tenant with a running session there. `homeTenantId` makes them staff from elsewhere. */
export const arrangeActor = async (
  database: TestDatabase,
  tenantId: number,
  role: Role,
  homeTenantId: number = tenantId,
): Promise<TestActor> => {
  nextUser += 1;
  const userId = nextUser;
  const login = `user${userId}@test.example`;
  const kind =
    homeTenantId === tenantId ? 'own' : homeTenantId === PROVIDER_TENANT_ID && role === 'ADMIN' ? 'super' : 'staff';
  await database.asAdmin(
    `insert into madang.tenant_member (tenant_id, user_id, login, name, home_tenant_id, home_role, role, kind)
     values ($1, $2, $3, $3, $4, $5, $5, $6)`,
    [tenantId, userId, login, homeTenantId, role, kind],
  );
  const secret = newSecret();
  const [acting] = await database.asAdmin(
    `insert into madang.acting (tenant_id, kind, secret_hash, user_id, home_tenant_id, home_role, role,
       idle_expires_at, expires_at)
     values ($1, 'session', $2, $3, $4, $5, $5, now() + interval '1 hour', now() + interval '1 day') returning id`,
    [tenantId, hashSecret(secret), userId, homeTenantId, role],
  );
  const cookie = `${SESSION_COOKIE}=${sessionCookieValue(tenantId, secret)}`;
  return {
    userId,
    login,
    tenantId,
    actingId: Number(acting?.id),
    headers: { host: 'localhost:4000', cookie, origin: 'http://localhost:4000' },
  };
};
