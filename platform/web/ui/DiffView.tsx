import { type Text, text, useT } from '../i18n/i18n.ts';
import styles from './DiffView.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type FieldDiff = {
  readonly key: string;
  readonly label: string;
  /** In words; null where there was, or is, nothing. */
  readonly before: string | null;
  readonly after: string | null;
};

type Kind = 'added' | 'removed' | 'changed';
const kindText: Readonly<Record<Kind, Text>> = {
  added: text('Added'),
  removed: text('Removed'),
  changed: text('Changed'),
};
const kindOf = ({ before, after }: FieldDiff): Kind =>
  before === null ? 'added' : after === null ? 'removed' : 'changed';

/** Before and after of each field. What happened to it stands there as a word and a sign; the colour only repeats it. */
export const DiffView = ({ label, fields }: { readonly label: string; readonly fields: readonly FieldDiff[] }) => {
  const t = useT();
  return (
    <table className={styles.diff} aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className={styles.field}>
            {t('Field')}
          </th>
          <th scope="col">{t('Before')}</th>
          <th scope="col">{t('After')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">
              {field.label}
              <span className={styles.kind}>{t(kindText[kindOf(field)])}</span>
            </th>
            <Side side="before" value={field.before} />
            <Side side="after" value={field.after} />
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const signs = { before: { sign: '−', meaning: 'danger' }, after: { sign: '+', meaning: 'done' } } as const;

const Side = ({ side, value }: { readonly side: 'before' | 'after'; readonly value: string | null }) => {
  const t = useT();
  const { sign, meaning } = signs[side];
  if (value === null) {
    return (
      <td className={styles[side]}>
        <span className={styles.nothing}>
          <span aria-hidden="true">–</span>
          <VisuallyHidden>{t('nothing')}</VisuallyHidden>
        </span>
      </td>
    );
  }
  return (
    <td className={styles[side]} data-there="" data-meaning={meaning}>
      <span className={styles.side}>
        <span className={styles.sign} aria-hidden="true">
          {sign}
        </span>
        <span className={styles.value}>{value}</span>
      </span>
    </td>
  );
};
