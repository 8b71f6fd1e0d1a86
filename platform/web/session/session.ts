import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { setTabTenant } from '../api/tab.ts';
import type { Language } from '../i18n/i18n.ts';

export type TenantRef = { readonly id: number; readonly code: string; readonly name: string };
/** What `GET /api/session` says. */
export type Session = {
  readonly user: { readonly id: number; readonly login: string; readonly name: string; readonly locale: Language };
  readonly tenant: TenantRef;
  readonly actingTenant: TenantRef & { readonly timeZone?: string };
  readonly role: string;
  readonly abilities: readonly string[];
};

export const provider = '*';
const defaultZone = 'Asia/Seoul';

/** Who is signed in, or null. Asked once per page load; every answer of the sign-in calls replaces it. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Session | null> => {
    try {
      return adoptSession((await call<Session>('GET', '/session')).data);
    } catch (error) {
      if (isProblem(error) && error.status === 401) {
        return null;
      }
      throw error;
    }
  },
});

/** From here on this tab works in the tenant the session acts in, and says so with every call. */
export const adoptSession = (session: Session): Session => {
  setTabTenant(session.actingTenant.code);
  return session;
};

/** Staff of the provider choose the tenant they act in; everybody else has one. */
export const isStaff = (session: Session): boolean => session.tenant.code === provider;
export const actsElsewhere = (session: Session): boolean => session.tenant.code !== session.actingTenant.code;
export const zoneOf = (session: Session): string => session.actingTenant.timeZone ?? defaultZone;
export const can = (session: Session, ability: string): boolean => session.abilities.includes(ability);
