import { useT } from '#platform/web/i18n/i18n.ts';
import { Description, DescriptionList } from '#platform/web/ui/DescriptionList.tsx';
import { DiffView, type FieldDiff } from '#platform/web/ui/DiffView.tsx';
import { gateWords } from '#platform/web/ui/gate-text.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import type { AuditEntry } from '../contract.ts';
import styles from './Audit.module.css';
import { useActionWords } from './use-action-words.ts';
import { fieldWords, reasonWords, valueWords } from './words.ts';

/** Why it was refused, and what changed from what to what. */
export const EntryStory = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useT();
  const { gate, reason, changes, action } = entry;
  const actionWords = useActionWords();
  const fields = useFields(changes);
  return (
    <>
      {reason === null && gate === null ? null : (
        <section className={styles.part}>
          <Notice
            meaning={entry.outcome === 'refused' ? 'danger' : 'closed'}
            {...(gate === null ? {} : { title: t('Denied at the “{{check}}” check.', { check: gateWords(t, gate) }) })}
          >
            {reason === null ? null : <p>{reasonWords(t, reason)}</p>}
          </Notice>
        </section>
      )}
      <Recorded entry={entry} fields={fields} />
      {actionWords(action) === action ? null : (
        <p className={styles.foot}>
          <span className={styles.dim}>
            {t('Action code')} <code className={styles.code}>{action}</code>
          </span>
        </p>
      )}
    </>
  );
};

type RecordedProps = { readonly entry: AuditEntry; readonly fields: readonly FieldDiff[] };

/** A change as before and after; what was only written down beside a refusal, a question or an export, as it is. */
const Recorded = ({ entry: { action, outcome }, fields }: RecordedProps) => {
  const t = useT();
  const isChange = outcome === 'allowed' && !/\.(?:export|explain)$/.test(action);
  const title = isChange ? t('What changed') : t('Details');
  if (fields.length === 0 && !isChange) {
    return null;
  }
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {fields.length === 0 ? <p className={styles.dim}>{t('No fields were changed.')}</p> : null}
      {fields.length > 0 && isChange ? <DiffView label={title} fields={fields} /> : null}
      {isChange ? null : (
        <DescriptionList>
          {fields.map(({ key, label, after }) => (
            <Description key={key} label={label}>
              <span className={styles.lines}>{after ?? t('none')}</span>
            </Description>
          ))}
        </DescriptionList>
      )}
    </section>
  );
};

const useFields = (changes: AuditEntry['changes']): readonly FieldDiff[] => {
  const t = useT();
  const tongue = { t, actionWords: useActionWords() };
  return Object.entries(changes ?? {}).map(([key, change]) => {
    const { from, to } = (change ?? {}) as { readonly from?: unknown; readonly to?: unknown };
    return {
      key,
      label: fieldWords(t, key),
      before: valueWords(tongue, key, from),
      after: valueWords(tongue, key, to),
    };
  });
};
