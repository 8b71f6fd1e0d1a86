import { Button } from '@mantine/core';
import { useT } from '../../i18n/i18n.ts';
import { Notice } from '../Notice.tsx';
import styles from './FactConflictNotice.module.css';
import type { FactChanges } from './use-fact-changes.ts';

type FactConflictNoticeProps<T extends object, P extends object> = {
  readonly changes: FactChanges<T, P>;
  /** The name of a field and a value of it, in words. */
  readonly label: (field: string) => string;
  readonly show: (field: string, value: unknown) => string;
};

/** Two people changed the same: both versions side by side, and the choice. */
export const FactConflictNotice = <T extends object, P extends object>({
  changes: { conflict, overwrite, dismiss },
  label,
  show,
}: FactConflictNoticeProps<T, P>) => {
  const t = useT();
  if (conflict === null) {
    return null;
  }
  const theirs = conflict.theirs as Record<string, unknown>;
  const actions = (
    <>
      <Button onClick={overwrite}>{t('Save my version')}</Button>
      <Button variant="default" onClick={dismiss}>
        {t('Leave the other version')}
      </Button>
    </>
  );
  return (
    <div className={styles.notice}>
      <Notice meaning="waiting" title={t('Somebody else changed this meanwhile')} role="alert" actions={actions}>
        <dl className={styles.versions}>
          {Object.entries(conflict.patch).map(([field, mine]) => (
            <div key={field}>
              <dt>{label(field)}</dt>
              <dd>
                {t('Mine')}: <strong>{show(field, mine)}</strong>
              </dd>
              <dd>
                {t('The other')}: <strong>{show(field, theirs[field])}</strong>
              </dd>
            </div>
          ))}
        </dl>
      </Notice>
    </div>
  );
};
