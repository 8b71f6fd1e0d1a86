import type { Session } from '#platform/web/session/session.ts';

type Name = 'look' | 'first-steps';

const keyOf = ({ user, actingTenant }: Session, name: Name): string =>
  `madang.home.${name}.${user.id}.${actingTenant.code}`;

/** What this browser keeps for one user in one organization; nothing that anybody else may not read. */
export const recall = (session: Session, name: Name): string | null => {
  try {
    return window.localStorage.getItem(keyOf(session, name));
  } catch {
    return null;
  }
};

export const remember = (session: Session, name: Name, value: string): void => {
  try {
    window.localStorage.setItem(keyOf(session, name), value);
  } catch {
    // Where nothing may be stored it is asked again next time.
  }
};
