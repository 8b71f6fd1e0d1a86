import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { Notice } from '../Notice.tsx';
import styles from './ConflictNotice.module.css';

type ConflictNoticeProps = {
  readonly changes: {
    /** What I wanted, field by field, and what stands there now. Null: nobody was in the way. */
    readonly conflict: { readonly patch: object; readonly theirs: object } | null;
    readonly overwrite: () => void;
    readonly dismiss: () => void;
  };
  /** The name of a field and a value of it, in words. */
  readonly label: (field: string) => string;
  readonly show: (field: string, value: unknown) => string;
};

/** Two people changed the same: both versions side by side, and the choice. */
export const ConflictNotice = ({ changes: { conflict, overwrite, dismiss }, label, show }: ConflictNoticeProps) => {
  const t = useT();
  const notice = useRef<HTMLDivElement>(null);
  // It stands above what was scrolled away, and on a phone far from the field that jumped back.
  useEffect(() => {
    if (conflict !== null) {
      notice.current?.scrollIntoView({ block: 'center' });
    }
  }, [conflict]);
  if (conflict === null) {
    return null;
  }
  const theirs = conflict.theirs as Record<string, unknown>;
  const actions = (
    <>
      <Button onClick={overwrite}>{t('Save mine')}</Button>
      <Button variant="default" onClick={dismiss}>
        {t('Keep theirs')}
      </Button>
    </>
  );
  return (
    <div ref={notice} className={styles.notice}>
      <Notice meaning="waiting" title={t('Somebody else changed this at the same time')} role="alert" actions={actions}>
        <dl className={styles.versions}>
          {Object.entries(conflict.patch).map(([field, mine]) => (
            <div key={field}>
              <dt>{label(field)}</dt>
              <dd>
                {t('My version')}: <strong>{show(field, mine)}</strong>
              </dd>
              <dd>
                {t('Their version')}: <strong>{show(field, theirs[field])}</strong>
              </dd>
            </div>
          ))}
        </dl>
      </Notice>
    </div>
  );
};
