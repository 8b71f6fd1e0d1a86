import { useT } from '../i18n/i18n.ts';
import styles from './Person.module.css';

type PersonProps = {
  readonly name: string | null;
  readonly me?: boolean;
  readonly size?: number;
  readonly quiet?: boolean;
};

/** A person by picture of initials and name; somebody without a name is still somebody. */
export const Person = ({ name, me = false, size = 20, quiet = false }: PersonProps) => {
  const t = useT();
  const shown = name === null || name.trim() === '' ? t('No name') : name;
  return (
    <span className={styles.person}>
      <Initials name={shown} size={size} me={me} />
      <span className={styles.name} data-quiet={quiet || undefined}>
        {shown}
      </span>
    </span>
  );
};

/** Korean names are known by the given name: 김하나 is 하나. Others by their first letter. */
export const initialsOf = (name: string): string => {
  const trimmed = name.trim();
  return /^[가-힣]{2,4}$/u.test(trimmed) ? trimmed.slice(-2) : [...trimmed].slice(0, 1).join('').toUpperCase();
};

type InitialsProps = { readonly name: string; readonly size: number; readonly me?: boolean };

/** A picture of a name. Drawn by the style sheet: it is no text, and nobody is read it. */
export const Initials = ({ name, size, me = false }: InitialsProps) => (
  <span
    className={styles.initials}
    data-initials={initialsOf(name)}
    data-me={me || undefined}
    data-size={size > 24 ? 'large' : undefined}
    aria-hidden="true"
  />
);
