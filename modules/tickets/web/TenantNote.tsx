import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { actsElsewhere, can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { tenantCountsQuery } from './api.ts';
import styles from './TenantNote.module.css';

const mostCounted = 1000;

/** How much waits in an organization, beside its name where one chooses it; those of the provider only. */
export const TenantNote = ({ code }: { readonly code: string }) => {
  const t = useT();
  const session = useSession();
  const enabled = can(session, 'ticket.overview') && !actsElsewhere(session);
  const { data } = useQuery({ ...tenantCountsQuery, enabled });
  const found = data?.get(code);
  if (found === undefined || found.unfinished === 0) {
    return null;
  }
  const { unfinished, unassigned } = found;
  return (
    <span className={styles.note}>
      {unfinished < mostCounted
        ? t('{{count}} open', { count: unfinished })
        : t('{{count}} open or more', { count: unfinished })}
      {unassigned === 0 ? null : (
        <span className={styles.unassigned}>{t('{{count}} unassigned', { count: unassigned })}</span>
      )}
    </span>
  );
};
