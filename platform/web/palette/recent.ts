import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { draftKey, readDraft, writeDraft } from '../forms/drafts.ts';
import type { Session } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';

/** A thing that was looked at. */
export type Visit = { readonly to: string; readonly label: string; readonly detail: string };

const most = 8;

/** Kept as drafts are: per user and tenant, and wiped at sign-out. */
const keyOf = ({ user, actingTenant }: Session): string =>
  draftKey({ userId: user.id, tenant: actingTenant.code }, 'recent');

/** What was looked at, the latest first. */
export const readVisits = (session: Session): readonly Visit[] => {
  const found = readDraft<readonly Visit[]>(keyOf(session));
  return Array.isArray(found) ? (found as readonly Visit[]) : [];
};

/** Remembers the page of one thing while it is on the screen. */
export const useVisit = (label: string, detail: string): void => {
  const session = useSession();
  const { history } = useRouter();
  useEffect(() => {
    const to = history.location.pathname;
    const others = readVisits(session).filter((visit) => visit.to !== to);
    writeDraft(keyOf(session), [{ to, label, detail }, ...others].slice(0, most));
  }, [session, history, label, detail]);
};
