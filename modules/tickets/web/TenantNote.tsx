import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { actsElsewhere, can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { tenantCountsQuery } from './api.ts';
import styles from './TenantNote.module.css';

/** How much waits in an organization, beside its name where one chooses it; those of the provider only. */
export const TenantNote = ({ code }: { readonly code: string }) => {
  const t = useT();
  const session = useSession();
  const enabled = can(session, 'ticket.overview') && !actsElsewhere(session);
  const { data } = useQuery({ ...tenantCountsQuery, enabled });
  const found = data?.byCode.get(code);
  if (data === undefined || found === undefined || found.unfinished === 0) {
    return null;
  }
  const { unfinished, unassigned } = found;
  return (
    <span className={styles.note}>
      {unfinished < data.countedUpTo
        ? t('{{count}} open', { count: unfinished })
        : t('{{count}} open or more', { count: unfinished })}
      {unassigned === 0 ? null : (
        <span className={styles.unassigned}>
          {unassigned < data.countedUpTo
            ? t('{{count}} unassigned', { count: unassigned })
            : t('{{count}} unassigned or more', { count: unassigned })}
        </span>
      )}
    </span>
  );
};
