import { Button } from '@mantine/core';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { useShowValue } from './show-value.ts';
import styles from './Ticket.module.css';
import type { TicketChanges } from './use-ticket-changes.ts';
import { fieldText } from './words.ts';

/** Two people changed the same: both versions side by side, and the choice. */
export const ConflictNotice = ({ changes }: { readonly changes: TicketChanges }) => {
  const t = useT();
  const show = useShowValue();
  const { conflict } = changes;
  if (conflict === null) {
    return null;
  }
  const actions = (
    <>
      <Button onClick={changes.overwrite}>{t('Save mine')}</Button>
      <Button variant="default" onClick={changes.dismiss}>
        {t('Leave theirs')}
      </Button>
    </>
  );
  return (
    <div className={styles.notice}>
      <Notice meaning="waiting" title={t('Somebody else changed this at the same time')} role="alert" actions={actions}>
        <dl className={styles.versions}>
          {Object.entries(conflict.patch).map(([field, mine]) => (
            <div key={field}>
              <dt>{fieldText[field] === undefined ? field : t(fieldText[field])}</dt>
              <dd>
                {t('My version')}: <strong>{show(field, mine)}</strong>
              </dd>
              <dd>
                {t('Their version')}:{' '}
                <strong>{show(field, conflict.theirs[field as keyof typeof conflict.theirs])}</strong>
              </dd>
            </div>
          ))}
        </dl>
      </Notice>
    </div>
  );
};
