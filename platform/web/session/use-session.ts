import { createContext, use } from 'react';
import { type Session, zoneOf } from './session.ts';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only for what is drawn inside the shell, where there is always somebody. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (session === null) {
    throw new Error('useSession needs the shell around it.');
  }
  return session;
};

/** The tenant's time zone; days and deadlines follow it, not the computer's. */
export const useZone = (): string => {
  const session = use(SessionContext);
  return session === null ? 'Asia/Seoul' : zoneOf(session);
};
