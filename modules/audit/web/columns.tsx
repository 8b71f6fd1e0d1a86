import { IconBan, IconCheck } from '@tabler/icons-react';
import { text, useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { Clip } from '#platform/web/ui/Clip.tsx';
import { gateWords } from '#platform/web/ui/gate-text.ts';
import { CardFacts } from '#platform/web/ui/list/CardFacts.tsx';
import type { RowsLook } from '#platform/web/ui/list/list.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { AuditEntry } from '../contract.ts';
import { ActionWords } from './ActionWords.tsx';
import styles from './Audit.module.css';
import { subjectWords } from './words.ts';

type Entry = { readonly entry: AuditEntry };

/** Allowed or refused, as icon and word. */
export const OutcomeBadge = ({ entry, quiet = false }: Entry & { readonly quiet?: boolean }) => {
  const t = useT();
  const refused = entry.outcome === 'refused';
  const Icon = refused ? IconBan : IconCheck;
  return (
    <Badge
      meaning={refused ? 'danger' : 'done'}
      icon={<Icon size={16} stroke={1.75} aria-hidden="true" />}
      quiet={quiet}
    >
      {refused ? t('Denied') : t('Allowed')}
    </Badge>
  );
};

/** Who did it, and from where, if they are not of the organization acted in. */
export const Actor = ({ entry: { actor, tenantCode } }: Entry) => {
  const t = useT();
  const home = actor.tenantCode;
  const isFromElsewhere = home !== null && home !== '' && home !== tenantCode;
  return (
    <span className={styles.who}>
      <Clip>{actor.login === null || actor.login === '' ? t('Unknown') : actor.login}</Clip>
      {isFromElsewhere ? <span className={styles.from}>{home === '*' ? t('Provider') : home}</span> : null}
    </span>
  );
};

const Action = ({ entry }: Entry) => {
  const t = useT();
  return (
    <span className={styles.who}>
      <Clip>
        <ActionWords action={entry.action} />
      </Clip>
      {entry.repeats > 1 ? (
        <span className={styles.times}>{t('{{count}} times', { count: entry.repeats })}</span>
      ) : null}
    </span>
  );
};

const Subject = ({ entry }: Entry) => {
  const t = useT();
  const { actingTenant } = useSession();
  return <Clip dim>{subjectWords(t, entry, actingTenant)}</Clip>;
};

const Gate = ({ entry: { gate } }: Entry) => {
  const t = useT();
  return <span className={styles.dim}>{gate === null ? '' : gateWords(t, gate)}</span>;
};

const Card = ({ entry }: Entry) => (
  <>
    <span className={styles.line}>
      <Action entry={entry} />
      <Subject entry={entry} />
    </span>
    <CardFacts>
      <OutcomeBadge entry={entry} quiet />
      <Actor entry={entry} />
      <When at={entry.at} />
    </CardFacts>
  </>
);

/** How a list shows the audit. */
export const auditLook: RowsLook<AuditEntry> = {
  href: ({ id }) => `/admin/audit/${id}`,
  card: (entry) => <Card entry={entry} />,
  columns: [
    {
      id: 'at',
      label: text('Time'),
      width: '160px',
      cell: ({ at }) => (
        <span className={styles.dim}>
          <When at={at} exact />
        </span>
      ),
    },
    { id: 'actor', label: text('User'), width: 'minmax(110px, 190px)', cell: (entry) => <Actor entry={entry} /> },
    {
      id: 'action',
      label: text('Action'),
      width: 'minmax(150px, 1fr)',
      main: true,
      cell: (entry) => <Action entry={entry} />,
    },
    {
      id: 'subject',
      label: text('Subject'),
      width: 'minmax(110px, 220px)',
      cell: (entry) => <Subject entry={entry} />,
    },
    { id: 'outcome', label: text('Outcome'), width: '84px', cell: (entry) => <OutcomeBadge entry={entry} quiet /> },
    { id: 'gate', label: text('Failed check'), width: '112px', from: 1000, cell: (entry) => <Gate entry={entry} /> },
  ],
};
