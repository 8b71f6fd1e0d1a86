import { useT } from '../../i18n/i18n.ts';
import { None } from './ChoiceFact.tsx';
import { EditFact } from './EditFact.tsx';
import styles from './Facts.module.css';

type TagsFactProps = {
  readonly label: string;
  readonly tags: readonly string[];
  readonly onChange: ((tags: string[]) => void) | null;
};

/** Tags; written as one line with commas between them. */
export const TagsFact = ({ label, tags, onChange }: TagsFactProps) => {
  const t = useT();
  const shown =
    tags.length === 0 ? (
      <None />
    ) : (
      <span className={styles.tags}>
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ))}
      </span>
    );
  return (
    <EditFact
      label={label}
      shown={shown}
      text={tags.join(', ')}
      hint={t('{{label}}, with commas between them', { label })}
      onChange={onChange && ((typed) => onChange(readTags(typed)))}
    />
  );
};

const readTags = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
