import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { partQuery, TicketSection } from '#modules/tickets/web/parts.tsx';
import { serverNow } from '#platform/web/api/tab.ts';
import { formatRelative } from '#platform/web/i18n/dates.ts';
import { useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { useSession, useZone } from '#platform/web/session/use-session.ts';
import styles from './Home.module.css';
import { type Look, lookAgain } from './last-look.ts';
import { recall, remember } from './remember.ts';

const unfinished = ['open', 'paused'] as const;
const unassigned = { statusCategory: unfinished, assignee: ['none'], sort: 'createdAt' as const };
const mostUnassigned = 6;

/** Whoever works on requests: what is theirs, what is nobody's yet, what burns, and what changed meanwhile. */
export const StaffPart = () => {
  const t = useT();
  const free = useQuery(partQuery(unassigned, mostUnassigned)).data ?? [];
  return (
    <div className={styles.grid}>
      <div className={styles.stack}>
        <TicketSection
          title={t('My day')}
          lead={t('What is assigned to me, next due first.')}
          search={{ statusCategory: unfinished, assignee: ['me'], sort: 'due' }}
          most={10}
          show="due"
          empty={
            <>
              {t('Nothing is assigned to you.')}{' '}
              {free.length === 0 ? null : (
                <Link to="/tickets" search={unassigned}>
                  {t('Take one that nobody has yet')}
                </Link>
              )}
            </>
          }
        />
        <Changed />
      </div>
      <div className={styles.stack}>
        <TicketSection
          title={t('Open incidents')}
          search={{ statusCategory: unfinished, kind: ['incident'], sort: 'priority' }}
          most={5}
          show="created"
          empty={t('No open incident. All is well.')}
        />
        <TicketSection
          title={t('Unassigned')}
          lead={t('The oldest first: they have waited longest.')}
          search={unassigned}
          most={mostUnassigned}
          show="created"
          empty={t('Every request has somebody who looks after it.')}
        />
      </div>
    </div>
  );
};

/** What changed since one last looked; the browser keeps that moment, for each user and organization. */
const Changed = () => {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const { since, first } = useLook();
  const at = formatRelative(new Date(since).toISOString(), serverNow(), zone, language);
  return (
    <TicketSection
      title={t('Changed lately')}
      lead={first ? t('What changed within the last day.') : t('Last seen: {{at}}.', { at })}
      search={{ sort: '-updatedAt' }}
      most={8}
      show="updated"
      only={({ updatedAt }) => Date.parse(updatedAt) > since}
      empty={t('Nothing has changed meanwhile.')}
    />
  );
};

const useLook = (): Look => {
  const session = useSession();
  const [look] = useState(() => lookAgain(recall(session, 'look'), serverNow()));
  useEffect(() => {
    const keep = (): void => remember(session, 'look', JSON.stringify({ ...look, seen: serverNow() }));
    keep();
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [session, look]);
  return look;
};
