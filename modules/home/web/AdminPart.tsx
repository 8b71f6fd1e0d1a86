import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { SystemGlance } from '#modules/about/web/parts.tsx';
import type { AuditEntry } from '#modules/audit/contract.ts';
import { ActionWords } from '#modules/audit/web/parts.tsx';
import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section, SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { mostCounted, peopleQuery, refusalsQuery } from './api.ts';
import styles from './Home.module.css';

/** Whoever administers: who is in, who was kept out, and how the house itself is. */
export const AdminPart = () => {
  const session = useSession();
  return (
    <div className={styles.grid}>
      {can(session, 'audit.read') ? <Refusals /> : null}
      <div className={styles.stack}>
        {can(session, 'user.manage') ? <People /> : null}
        <HouseItself />
      </div>
    </div>
  );
};

/** Pages of other rooms; a link that leads nowhere yet says so itself. */
const To = ({ to, search = {}, children }: { to: string; search?: object; children: ReactNode }) => (
  <Link to={to} search={search as never}>
    {children}
  </Link>
);

const gateText: Readonly<Record<string, Text>> = {
  principal: text('Not signed in properly'),
  tenant: text('Not there, or another organization’s'),
  permission: text('The role does not allow it'),
  row: text('Not one’s own'),
};

const mostRefusals = 5;

const Refusals = () => {
  const t = useT();
  const query = useQuery(refusalsQuery);
  return (
    <Section
      title={t('Denied in the last 7 days')}
      lead={t('Who tried what, and what stopped them.')}
      more={
        <To to="/admin/audit" search={{ outcome: 'refused' }}>
          {t('Open the audit log')}
        </To>
      }
    >
      <Loaded query={query}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <SectionEmpty>{t('Nobody was denied anything. It would show here within a minute.')}</SectionEmpty>
          ) : (
            <>
              <p className={styles.count}>
                {nextCursor === null
                  ? t('{{count}} attempts', { count: items.reduce((sum, { repeats }) => sum + repeats, 0) })
                  : t('{{count}} attempts or more', { count: items.reduce((sum, { repeats }) => sum + repeats, 0) })}
              </p>
              <ul className={styles.list} aria-label={t('Denied in the last 7 days')}>
                {items.slice(0, mostRefusals).map((entry) => (
                  <Refusal key={entry.id} entry={entry} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Section>
  );
};

const Refusal = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useT();
  const why = gateText[entry.gate ?? ''];
  return (
    <li>
      <span className={styles.what}>
        <strong>{entry.actor.login ?? t('Somebody unknown')}</strong>{' '}
        <Suspense fallback={null}>
          <ActionWords action={entry.action} />
        </Suspense>
        {why === undefined ? null : <span className={styles.why}>{t(why)}</span>}
      </span>
      <span className={styles.when}>
        <When at={entry.at} />
      </span>
    </li>
  );
};

const People = () => {
  const t = useT();
  const query = useQuery(peopleQuery);
  return (
    <Section title={t('People')} more={<To to="/admin/users">{t('Open the users')}</To>}>
      <Loaded query={query} lines={1}>
        {({ items, nextCursor }) => {
          const count = nextCursor === null ? items.length : mostCounted;
          const invited = items.filter(({ status }) => status === 'invited').length;
          return (
            <p className={styles.card}>
              {nextCursor === null
                ? t('{{count}} people have an account here.', { count })
                : t('{{count}} people or more have an account here.', { count })}
              {invited === 0 ? null : ` ${t('{{count}} have not come in yet.', { count: invited })}`}
            </p>
          );
        }}
      </Loaded>
    </Section>
  );
};

const HouseItself = () => {
  const t = useT();
  return (
    <Section title={t('System')} more={<To to="/about">{t('Open the system’s details')}</To>}>
      <SystemGlance />
    </Section>
  );
};
