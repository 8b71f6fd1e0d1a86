import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { signOut } from '#platform/web/session/leave.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section } from '#platform/web/ui/section/Section.tsx';
import { When } from '#platform/web/ui/When.tsx';
import styles from './Account.module.css';
import { endSession, type OwnSession, sessionsQuery } from './api.ts';
import { clientOf } from './client-words.ts';

/** Where one is signed in; whatever one does not know, one ends. */
export const SessionsSection = () => {
  const t = useT();
  const query = useQuery(sessionsQuery);
  const ending = useEnding();
  const others = query.data?.filter(({ current }) => !current) ?? [];
  const all =
    others.length < 2 ? undefined : (
      <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate(others)}>
        {t('Sign out everywhere else')}
      </Button>
    );
  return (
    <Section
      title={t('Where I am signed in')}
      lead={t('Sign out where you do not know it, and change the password.')}
      more={all}
    >
      <Loaded query={query} lines={2}>
        {(sessions) => (
          <ul className={styles.list}>
            {sessions.map((session) => (
              <SessionLine
                key={session.id}
                session={session}
                busy={ending.isPending}
                onEnd={() => ending.mutate([session])}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
};

type SessionLineProps = { readonly session: OwnSession; readonly busy: boolean; readonly onEnd: () => void };

const SessionLine = ({ session, busy, onEnd }: SessionLineProps) => {
  const t = useT();
  const { kind, client, address, current, tenant, lastSeenAt, createdAt } = session;
  const name = kind === 'token' ? t('Program with a token') : clientOf(t, client);
  return (
    <li>
      <span className={styles.icon} aria-hidden="true">
        {kind === 'token' ? <IconKey size={20} stroke={1.5} /> : <IconDeviceLaptop size={20} stroke={1.5} />}
      </span>
      <div className={styles.what}>
        <span className={styles.name}>
          <strong title={client ?? undefined}>{name}</strong>
          {current ? <Badge meaning="done">{t('This one')}</Badge> : null}
        </span>
        <span className={styles.dim}>
          {t('Working in {{tenant}}', { tenant: tenant.name })} · {address ?? t('address unknown')}
        </span>
        <span className={styles.dim}>
          {t('Last seen')} <When at={lastSeenAt} /> · {t('First seen')} <When at={createdAt} />
        </span>
      </div>
      {current ? (
        <Button variant="default" onClick={() => void leave(t)}>
          {t('Sign out')}
        </Button>
      ) : (
        <Button variant="default" disabled={busy} onClick={onEnd} aria-label={t('Sign out: {{name}}', { name })}>
          {t('Sign out')}
        </Button>
      )}
    </li>
  );
};

const leave = (t: ReturnType<typeof useT>): Promise<void> =>
  signOut().catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));

/** Ends some of them; what is gone already counts as ended. */
const useEnding = () => {
  const t = useT();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessions: readonly OwnSession[]) => Promise.all(sessions.map(({ id }) => endSession(id))),
    onSuccess: (_done, { length }) =>
      notify({ meaning: 'done', message: t('{{count}} sessions ended.', { count: length }) }),
    onError: (error) => notify({ meaning: 'danger', message: problemText(t, error) }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
};
