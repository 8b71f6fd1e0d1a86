import { useT } from '#platform/web/i18n/i18n.ts';
import { DiffView, type FieldDiff } from '#platform/web/ui/DiffView.tsx';
import { Notice } from '#platform/web/ui/Notice.tsx';
import type { AuditEntry } from '../contract.ts';
import styles from './Audit.module.css';
import { actionText, fieldWords, gateText, reasonWords, valueWords } from './words.ts';

/** Why it was refused, and what changed from what to what. */
export const EntryStory = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useT();
  const { gate, reason, changes, action } = entry;
  const fields = useFields(changes);
  return (
    <>
      {reason === null && gate === null ? null : (
        <section className={styles.part}>
          <Notice
            meaning={entry.outcome === 'refused' ? 'danger' : 'closed'}
            {...(gate === null ? {} : { title: t(gateText[gate]) })}
          >
            {reason === null ? null : <p>{reasonWords(t, reason)}</p>}
          </Notice>
        </section>
      )}
      <section className={styles.part}>
        <h2>{t('What changed')}</h2>
        {fields.length === 0 ? (
          <p className={styles.dim}>
            {entry.outcome === 'refused' ? t('Nothing: it was refused.') : t('No field was changed.')}
          </p>
        ) : (
          <DiffView label={t('What changed')} fields={fields} />
        )}
      </section>
      {actionText[action] === undefined ? null : (
        <p className={styles.links}>
          <span className={styles.dim}>
            {t('Code of the action')} <code className={styles.code}>{action}</code>
          </span>
        </p>
      )}
    </>
  );
};

const useFields = (changes: AuditEntry['changes']): readonly FieldDiff[] => {
  const t = useT();
  return Object.entries(changes ?? {}).map(([key, change]) => {
    const { from, to } = (change ?? {}) as { readonly from?: unknown; readonly to?: unknown };
    return { key, label: fieldWords(t, key), before: valueWords(t, key, from), after: valueWords(t, key, to) };
  });
};
