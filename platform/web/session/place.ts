import { call } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { isStaff, type Session } from './session.ts';

/** Whose tab this is, and where they work in it; a session that ended says neither any more. */
type Place = { readonly userId: number; readonly code: string; readonly name: string };

const kept = 'madang.place';

/** Remembers it for this tab only: it outlives the session, and a reload. */
export const keepPlace = ({ user, actingTenant: { code, name } }: Session): void => {
  try {
    window.sessionStorage.setItem(kept, JSON.stringify({ userId: user.id, code, name } satisfies Place));
  } catch {
    // Where nothing may be stored, one begins where one begins after every sign-in.
  }
};

/** At sign-out: whoever uses this tab next learns nothing of where somebody worked. */
export const forgetPlace = (): void => {
  try {
    window.sessionStorage.removeItem(kept);
  } catch {
    // Then nothing was kept.
  }
};

const moved = 'madang.moved';

/** Another tab took this one along; said after the reload, which this notes for. */
export const noteMove = (): void => {
  try {
    window.sessionStorage.setItem(moved, '1');
  } catch {
    // Then it is not said.
  }
};

/** Whether another tab took this one along; true once. */
export const wasMoved = (): boolean => {
  try {
    const found = window.sessionStorage.getItem(moved) !== null;
    window.sessionStorage.removeItem(moved);
    return found;
  } catch {
    return false;
  }
};

const readPlace = (): Place | null => {
  try {
    return JSON.parse(window.sessionStorage.getItem(kept) ?? 'null') as Place | null;
  } catch {
    return null;
  }
};

/** Where somebody is after signing in again; `lost`: the organization that they may not work in any more. */
export type Returned = { readonly session: Session; readonly lost: string | null };

/** Leads staff of the provider back to where this tab worked when their session ended; nobody into another's place. */
export const returnToPlace = async (session: Session): Promise<Returned> => {
  const place = readPlace();
  if (place?.userId !== session.user.id || !isStaff(session) || place.code === session.actingTenant.code) {
    return { session, lost: null };
  }
  try {
    const { data } = await call<Session>('PUT', '/session/acting-tenant', {
      body: { code: place.code },
      anyTenant: true,
    });
    return { session: data, lost: null };
  } catch (error) {
    // Only what the server refused; what did not arrive is tried again with the form.
    if (isProblem(error) && error.status >= 400 && error.status < 500) {
      return { session, lost: place.name };
    }
    throw error;
  }
};
